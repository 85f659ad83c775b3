/**
 * What became of a signature. `bad`, `clock`, `expiredKey` and a wrong `securityToken` count towards
 * the key's lock.
 */
export type SignatureVerdict =
	| 'good'
	/** The text of the Authorization header is not of the documented form. */
	| 'malformed'
	| 'unknownKey'
	| 'disabledKey'
	/** The key was locked, whatever the signature is worth. */
	| 'locked'
	/** The signature of another request, or made with another secret key. */
	| 'bad'
	/** Signed more than 15 minutes before or after the emulator's time. */
	| 'clock'
	/** A temporary key after its end. */
	| 'expiredKey'
	/** The security token of a temporary key is missing or wrong. */
	| 'securityToken';

/** One call of the SecMaster or IAM side, in the order of arrival. */
export interface LoggedCall {
	n: number;
	/** Milliseconds since 1970, by the emulator's clock. */
	at: number;
	method: string;
	path: string;
	query?: string;
	/** A stable name, as `relations.create`. */
	route: string;
	/** HTTP status; 0 when the connection was reset or never answered. */
	status: number;
	/** The IDs that the call asked about. */
	ids?: string[];
	/** The IDs whose state this call changed. */
	committed?: string[];
	/** The kind of fault that hit it. */
	fault?: string;
	user?: string;
	/** How the call authenticates itself; missing when it does not. */
	scheme?: 'signature' | 'token';
	/** The access key that a signed call names. */
	accessKey?: string;
	signature?: SignatureVerdict;
}

/** The log that all counts come from. Numbers go on after `clear`, and start again after `reset`. */
export class CallLog {
	private calls: LoggedCall[] = [];
	private next = 1;
	private readonly listeners: Array<(call: LoggedCall) => void> = [];

	/** Enters a call at its arrival; its status is -1 until `finish`. */
	begin(call: Omit<LoggedCall, 'n' | 'status'>): LoggedCall {
		const entry: LoggedCall = { n: this.next++, ...call, status: -1 };
		this.calls.push(entry);
		return entry;
	}

	finish(entry: LoggedCall, status: number): void {
		if (entry.status !== -1) return;
		entry.status = status;
		for (const listener of this.listeners) listener(entry);
	}

	/** Calls `listener` with each finished call. */
	onFinish(listener: (call: LoggedCall) => void): void {
		this.listeners.push(listener);
	}

	all(): LoggedCall[] {
		return [...this.calls];
	}

	of(route: string): LoggedCall[] {
		return this.calls.filter((call) => call.route === route);
	}

	/** Calls with a number above `n`. */
	since(n: number): LoggedCall[] {
		return this.calls.filter((call) => call.n > n);
	}

	count(route?: string): number {
		return route === undefined ? this.calls.length : this.of(route).length;
	}

	/** Calls that named this access key, or any, and were not signed well. */
	badlySigned(accessKey?: string): LoggedCall[] {
		return this.calls.filter(
			(call) =>
				call.scheme === 'signature' &&
				call.signature !== 'good' &&
				(accessKey === undefined || call.accessKey === accessKey),
		);
	}

	clear(): void {
		this.calls = [];
	}

	reset(): void {
		this.clear();
		this.next = 1;
	}
}

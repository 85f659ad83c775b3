import { tenant } from './tenant.mts';

const LOCK_AFTER = 5;
const LOCK_MS = 5 * 60 * 1000;
const HOUR = 60 * 60 * 1000;

/** An access key of the tenant. */
export interface AccessKey {
	accessKey: string;
	secretKey: string;
	user: string;
	readOnly: boolean;
	enabled: boolean;
	/** Of a temporary key only: the token that must go with it. */
	securityToken?: string;
	/** When a temporary key ends, in ms since the epoch. */
	expiresMs: number;
}

interface Guarded {
	key: AccessKey;
	/** Failures in a row. */
	failures: number;
	lockedUntilMs: number;
}

/** All access keys, and the lock that guards each of them against guessing. */
export class AccessKeys {
	private readonly byName: Map<string, Guarded>;

	constructor(nowMs: number) {
		const { main, readOnly, temporary, expired, disabled } = tenant.accessKeys;
		const base = { user: tenant.user, readOnly: false, enabled: true, expiresMs: Infinity };
		const keys: AccessKey[] = [
			{ ...base, ...main },
			{ ...base, ...readOnly, user: tenant.reader.name, readOnly: true },
			{ ...base, ...temporary, expiresMs: nowMs + 24 * HOUR },
			{ ...base, ...expired, expiresMs: nowMs - HOUR },
			{ ...base, ...disabled, enabled: false },
		];
		const guarded = keys.map((key) => ({ key, failures: 0, lockedUntilMs: -Infinity }));
		this.byName = new Map(guarded.map((one) => [one.key.accessKey, one]));
	}

	find(accessKey: string): AccessKey | undefined {
		return this.byName.get(accessKey)?.key;
	}

	/** Ends a temporary key at `ms`, or does nothing to an unknown one. */
	expire(accessKey: string, ms: number): void {
		const guarded = this.byName.get(accessKey);
		if (guarded) guarded.key.expiresMs = ms;
	}

	isLocked(accessKey: string, nowMs: number): boolean {
		return nowMs < (this.byName.get(accessKey)?.lockedUntilMs ?? -Infinity);
	}

	/** Five failures in a row lock a key for five minutes (devg-apisign/api-sign-0001). */
	failed(accessKey: string, nowMs: number): void {
		const guarded = this.byName.get(accessKey);
		if (!guarded) return;
		guarded.failures += 1;
		if (guarded.failures < LOCK_AFTER) return;
		guarded.failures = 0;
		guarded.lockedUntilMs = nowMs + LOCK_MS;
	}

	succeeded(accessKey: string): void {
		const guarded = this.byName.get(accessKey);
		if (guarded) guarded.failures = 0;
	}

	/** Takes all locks away. */
	unlock(): void {
		for (const guarded of this.byName.values()) {
			guarded.failures = 0;
			guarded.lockedUntilMs = -Infinity;
		}
	}

	/** Each key's failures in a row and lock, without its secret. */
	list(nowMs: number) {
		return [...this.byName.values()].map(({ key, failures, lockedUntilMs }) => ({
			accessKey: key.accessKey,
			user: key.user,
			failures,
			locked: nowMs < lockedUntilMs,
		}));
	}
}

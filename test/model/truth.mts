import type { LoggedCall } from '../../emulator/call-log.mts';
import { requestIdOf } from '../../emulator/reply.mts';
import type { Emulator } from '../../emulator/start.mts';
import type { Subject } from '../../secmaster/paths.ts';
import { poolCounts, workspaceId, type Pool } from './pool.mts';
import { pairKey, type Exchange } from './wire.mts';

/** What was really the case, by the emulator's state and log. */
export class Truth {
	/** The associations at the moment of each relation read, by the request ID of its answer. */
	private readonly atRead = new Map<string, { held: Set<string>; seen: Set<string> }>();
	private pool?: Pool;

	constructor(private readonly emulator: Emulator) {
		emulator.calls.onFinish((call) => {
			if (call.route !== 'relations.list' || call.status !== 200) return;
			const pair = pairOf(call);
			this.atRead.set(requestIdOf(call), { held: this.held(pair), seen: this.seen(pair) });
		});
	}

	/** To be called whenever the emulator was reset and filled: its request IDs start again. */
	restart(pool: Pool): void {
		this.atRead.clear();
		this.pool = pool;
	}

	/** Which related objects are associated now. */
	held(pair: string): Set<string> {
		const [dataclass, subject, related] = pair.split('/');
		try {
			return new Set(this.emulator.associations(workspaceId, dataclass, subject, related));
		} catch {
			// The emulator has no such class.
			return new Set();
		}
	}

	/** Which related objects the subject sees associated now, from its side. */
	seen(pair: string): Set<string> {
		const [dataclass, subject, related] = pair.split('/');
		try {
			return new Set(this.emulator.visibleAssociations(workspaceId, dataclass, subject, related));
		} catch {
			return new Set();
		}
	}

	/** Whether SecMaster has this class. */
	knows(dataclass: string): boolean {
		return dataclass in poolCounts;
	}

	exists(dataclass: string, id: string): boolean {
		return this.pool?.has(dataclass, id) ?? false;
	}

	/** True when this read showed an association that did not hold any more when it was answered. */
	outlived(read: Exchange, id: string): boolean {
		return this.whenRead(read)?.seen.has(id) === false;
	}

	/** True when this read did not show an association that held while it was answered. */
	missed(read: Exchange, id: string): boolean {
		return this.whenRead(read)?.held.has(id) ?? false;
	}

	private whenRead({ result }: Exchange) {
		if (result.kind !== 'response') return undefined;
		return this.atRead.get(String(result.response.headers['x-request-id']));
	}

	/** Number of the last call so far. */
	mark(): number {
		return this.emulator.calls.all().at(-1)?.n ?? 0;
	}

	/** A write that was carried out after the client had stopped waiting for it. */
	cameLate(pair: string, id: string): boolean {
		return this.writes('relations.create', pair, id).some(({ fault }) =>
			['lateCommit', 'slow'].includes(fault ?? ''),
		);
	}

	/** Whether a call with a number in this range associated this pair, from this subject's side. */
	wasCreated(pair: string, id: string, { after = 0, until = Infinity } = {}): boolean {
		return this.writes('relations.create', pair, id).some(({ n }) => n > after && n <= until);
	}

	/** Whether this association was removed, from either side, by a call with a number above `after`. */
	wasRemoved(pair: string, id: string, { after = 0 } = {}): boolean {
		return this.wasWritten('relations.delete', pair, id, after);
	}

	/** Whether this association was made, from either side. */
	wasMade(pair: string, id: string): boolean {
		return this.wasWritten('relations.create', pair, id, 0);
	}

	private wasWritten(route: string, pair: string, id: string, after: number): boolean {
		const [dataclass, subject, related] = pair.split('/');
		return [
			...this.writes(route, pair, id),
			...this.writes(route, pairKey(related, id, dataclass), subject),
		].some(({ n }) => n > after);
	}

	/** Calls that changed the state of this pair. */
	private writes(route: string, pair: string, id: string): LoggedCall[] {
		return this.emulator.calls
			.of(route)
			.filter((call) => call.committed?.includes(id) && pairOf(call) === pair);
	}
}

function pairOf({ path }: LoggedCall): string {
	const [dataclass, subject, related] = path.split('/soc/')[1].split('/');
	return pairKey(dataclass, decodeURIComponent(subject), related);
}

export const pairOfSubject = ({ dataclassType, dataObjectId, relatedDataclassType }: Subject) =>
	pairKey(dataclassType, dataObjectId, relatedDataclassType);

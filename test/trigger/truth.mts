import type { Host } from './host.mts';
import type { History } from './history.mts';

/** A creation or change as it really was. Times in ms of the one clock. */
export interface Deed {
	id: string;
	timeMs: number;
	createdMs: number;
	/** The state of the watched field after it. */
	severity: string;
	/** When it was done: `timeMs` is what it bears. */
	doneMs: number;
	/** Successful searches of the class until then. */
	searchesBefore: number;
}

/** A poll without a usable state: what it could see becomes the beginning. */
export interface Beginning {
	startMs: number;
	endMs: number;
	first: 'fromNow' | number;
}

/** What really happened, and what of it must have become an event. */
export class Truth {
	readonly creations: Deed[] = [];
	readonly changes: Deed[] = [];
	beginning?: Beginning;
	/** Times of successful searches. */
	readonly searches: number[] = [];

	constructor(private readonly history: History) {}

	get events(): number {
		return this.creations.length + this.changes.length;
	}

	judge(host: Host): {
		lost: string[];
		repeated: string[];
		untrue: string[];
		late: number;
		allowed: { lost: number; repeated: number };
	} {
		const result = {
			lost: [] as string[],
			repeated: [] as string[],
			untrue: [] as string[],
			late: 0,
			allowed: { lost: 0, repeated: 0 },
		};
		const counts = new Map<string, number>();
		for (const { key } of host.emitted) counts.set(key, (counts.get(key) ?? 0) + 1);
		for (const [key, count] of counts) {
			if (count < 2) continue;
			if (host.mayRepeat.has(key)) result.allowed.repeated++;
			else result.repeated.push(`${key} came ${count} times`);
		}
		const deeds = this.history.watches === 'new' ? this.creations : this.lastChanges();
		for (const deed of deeds) {
			const late = this.isLate(deed);
			if (late) result.late++;
			if (late || !this.isDue(deed) || this.arrived(deed, host)) continue;
			if ([...host.mayMiss].some((key) => key.includes(deed.id))) result.allowed.lost++;
			else result.lost.push(`${deed.id} of ${new Date(deed.timeMs).toISOString()} never came`);
		}
		this.judgeWhatCame(host, result.untrue);
		return result;
	}

	/** The last change of each object: those before it may be one event with it. */
	private lastChanges(): Deed[] {
		const last = new Map<string, Deed>();
		for (const change of this.changes) last.set(change.id, change);
		return [...last.values()];
	}

	/** Found by searches only after the overlap; with a short memory, later than at once. */
	private isLate(deed: Deed): boolean {
		const { overlapMs, mostRemembered, watches } = this.history;
		// A change may have hidden behind earlier ones of its object that came late themselves.
		const own = watches === 'new' ? [deed] : this.changes.filter(({ id }) => id === deed.id);
		return own.some((one) => {
			const lateMs = this.visibleMs(one) - one.timeMs;
			return mostRemembered < 100 ? lateMs > 0 : lateMs > overlapMs;
		});
	}

	private visibleMs({ doneMs, createdMs, timeMs, searchesBefore }: Deed): number {
		const { indexingDelayMs, staleSearches } = this.history.profile;
		if (timeMs === createdMs) return doneMs + indexingDelayMs;
		const creation = this.creations.find((one) => one.createdMs === createdMs);
		const indexedMs = creation ? creation.doneMs + indexingDelayMs : 0;
		if (staleSearches === 0) return Math.max(doneMs, indexedMs);
		const shown = this.searches
			.slice(searchesBefore)
			.filter((searchMs) => searchMs >= indexedMs)
			.at(staleSearches - 1);
		return Math.max(doneMs, indexedMs, shown ?? Infinity);
	}

	/** After the beginning, and what the trigger watches. */
	private isDue(deed: Deed): boolean {
		if (!this.beginning) return false;
		if (this.history.filtered && this.history.watches === 'new' && deed.severity !== 'High') {
			return false;
		}
		const { startMs, endMs, first } = this.beginning;
		if (first === 'fromNow') return this.visibleMs(deed) > endMs;
		return deed.timeMs >= startMs - first;
	}

	private arrived(deed: Deed, host: Host): boolean {
		const { watches } = this.history;
		const own = host.emitted.filter(({ id }) => id === deed.id);
		if (watches === 'new') return own.length > 0;
		if (watches === 'updated') return own.some(({ timeMs }) => timeMs >= deed.timeMs);
		// The watched field is as the last event said; without any, as it was at the beginning. In
		// between it may have been something else: updates may be one event.
		const deeds = [...this.creations, ...this.changes].filter(({ id }) => id === deed.id);
		const startMs = this.beginning?.startMs ?? 0;
		const first = deeds.filter(({ doneMs }) => doneMs <= startMs).at(-1) ?? deeds[0];
		return (own.at(-1)?.severity ?? first.severity) === deed.severity;
	}

	/** Events of things that did not happen, or that the trigger was told to leave out. */
	private judgeWhatCame(host: Host, untrue: string[]): void {
		const { watches, filtered, mostRemembered } = this.history;
		for (const [index, { key, id, timeMs, severity }] of host.emitted.entries()) {
			const real = (watches === 'new' ? this.creations : this.changes).some(
				(deed) => deed.id === id && deed.timeMs === timeMs,
			);
			if (!real) untrue.push(`${key} never happened`);
			if (filtered && watches === 'new' && severity !== 'High')
				untrue.push(`${key} is filtered out`);
			const earlier = host.emitted.slice(0, index).filter((one) => one.id === id);
			const same = watches === 'severity' && earlier.at(-1)?.severity === severity;
			if (same && mostRemembered > 100 && !host.mayRepeat.has(earlier.at(-1)!.key)) {
				untrue.push(`${key} did not change the watched field`);
			}
		}
	}
}

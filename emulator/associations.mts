import type { Profile } from './profile.mts';

/** One side of a relation. */
export interface Subject {
	dataclass: string;
	id: string;
}

interface Lag {
	before: string[];
	reads: number;
}

const keyOf = (subject: Subject, related: string) =>
	`${subject.dataclass}/${subject.id}/${related}`;

/**
 * Which objects of a workspace are associated. A link has two ends; which end wrote it is kept
 * as well, so that the profile can show relations from one side only.
 */
export class Associations {
	private readonly linked = new Map<string, Set<string>>();
	private readonly written = new Map<string, Set<string>>();
	private readonly lags = new Map<string, Lag>();

	constructor(private readonly profile: Profile) {}

	/** The true state in the order of association, whatever the profile. */
	all(subject: Subject, related: string): string[] {
		return [...(this.linked.get(keyOf(subject, related)) ?? [])];
	}

	/** Whether the subject holds this link, from the side that the profile lets it see. */
	has(subject: Subject, related: string, id: string): boolean {
		return this.seen(keyOf(subject, related))?.has(id) ?? false;
	}

	/** The links that the subject holds, from the side that the profile lets it see. */
	visible(subject: Subject, related: string): string[] {
		return [...(this.seen(keyOf(subject, related)) ?? [])];
	}

	/** A relation read: it obeys the profile's visibility, and uses up one stale read. */
	read(subject: Subject, related: string): string[] {
		const key = keyOf(subject, related);
		const lag = this.lags.get(key);
		if (lag && lag.reads > 0) {
			lag.reads -= 1;
			return lag.before;
		}
		this.lags.delete(key);
		return [...(this.seen(key) ?? [])];
	}

	/** Links the subject with each ID. Returns the IDs whose state this changed. */
	link(subject: Subject, related: string, ids: string[]): string[] {
		const changed = ids.filter((id) => !this.has(subject, related, id));
		this.remember(subject, related, changed);
		for (const id of changed) {
			const other = { dataclass: related, id };
			add(this.linked, keyOf(subject, related), id);
			add(this.linked, keyOf(other, subject.dataclass), subject.id);
			add(this.written, keyOf(subject, related), id);
		}
		return changed;
	}

	/** Links from both sides without a trace of a write: how the seed comes to be. */
	seed(subject: Subject, related: string, ids: string[]): void {
		this.link(subject, related, ids);
		for (const id of ids) {
			add(this.written, keyOf({ dataclass: related, id }, subject.dataclass), subject.id);
		}
		this.lags.clear();
	}

	/** Removes the links with these IDs. Returns the IDs whose state this changed. */
	unlink(subject: Subject, related: string, ids: string[]): string[] {
		const changed = ids.filter((id) => this.has(subject, related, id));
		this.remember(subject, related, changed);
		for (const id of changed) {
			const here = keyOf(subject, related);
			const there = keyOf({ dataclass: related, id }, subject.dataclass);
			this.written.get(here)?.delete(id);
			if (this.profile.visibility === 'both') this.written.get(there)?.delete(subject.id);
			else if (this.written.get(there)?.has(subject.id)) continue;
			this.linked.get(here)?.delete(id);
			this.linked.get(there)?.delete(subject.id);
		}
		return changed;
	}

	/** Takes an object that is deleted out of all its links with a class, from both ends. */
	forget(subject: Subject, related: string): void {
		const here = keyOf(subject, related);
		for (const map of [this.linked, this.written]) {
			for (const id of this.linked.get(here) ?? []) {
				map.get(keyOf({ dataclass: related, id }, subject.dataclass))?.delete(subject.id);
			}
		}
		this.linked.delete(here);
		this.written.delete(here);
	}

	private seen(key: string): Set<string> | undefined {
		return (this.profile.visibility === 'both' ? this.linked : this.written).get(key);
	}

	/** Keeps the state before a write for the stale reads that the profile asks for. */
	private remember(subject: Subject, related: string, changed: string[]): void {
		const reads = this.profile.staleReads;
		if (reads === 0 || changed.length === 0) return;
		const others = changed.map((id) => keyOf({ dataclass: related, id }, subject.dataclass));
		for (const key of [keyOf(subject, related), ...others]) {
			this.lags.set(key, { before: [...(this.seen(key) ?? [])], reads });
		}
	}
}

function add(map: Map<string, Set<string>>, key: string, id: string): void {
	const set = map.get(key);
	if (set) set.add(id);
	else map.set(key, new Set([id]));
}

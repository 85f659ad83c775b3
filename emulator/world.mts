import { AccessKeys } from './access-keys.mts';
import { CallLog } from './call-log.mts';
import { Faults } from './faults.mts';
import { LateCommits } from './late-commits.mts';
import { changeProfile, defaultProfile, type Profile } from './profile.mts';
import { RateLimiter, type RateLimit } from './rate-limit.mts';
import { seedDay } from './seed/day.mts';
import { seedSecond } from './seed/second.mts';
import { tenant } from './tenant.mts';
import { Tokens } from './tokens.mts';
import { Workspace } from './workspace.mts';

export interface WorldOptions {
	profile?: Partial<Profile>;
	now?: () => number;
	latencyMs?: number;
	seed?: 'day' | 'empty';
	rateLimit?: RateLimit;
	/** Life of a minted token in milliseconds; default 24 hours. */
	tokenLifetimeMs?: number;
}

/** All state of one emulator. */
export class World {
	readonly profile: Profile = defaultProfile();
	readonly calls = new CallLog();
	readonly faults = new Faults();
	readonly late = new LateCommits(() => this.changed());
	readonly limiter: RateLimiter;
	readonly now: () => number;
	latencyMs: number;
	tokens!: Tokens;
	keys!: AccessKeys;
	workspaces!: Map<string, Workspace>;
	private readonly listeners: Array<() => void> = [];

	constructor(private readonly options: WorldOptions) {
		this.now = options.now ?? Date.now;
		this.latencyMs = options.latencyMs ?? 0;
		this.limiter = new RateLimiter(options.rateLimit);
		this.calls.onFinish((call) => {
			this.late.callFinished(call);
			this.changed();
		});
		this.reset();
	}

	/** Everything back to the start; the seed's times are relative to this moment. */
	reset(): void {
		this.late.clear();
		this.calls.reset();
		this.faults.clear();
		this.limiter.set(this.options.rateLimit);
		Object.assign(this.profile, defaultProfile());
		changeProfile(this.profile, this.options.profile ?? {});
		this.tokens = new Tokens(this.now(), this.options.tokenLifetimeMs);
		this.keys = new AccessKeys(this.now());
		const { main, second, view } = tenant.workspaces;
		this.workspaces = new Map(
			[main, second, view].map((about) => [about.id, new Workspace(about, this.profile)]),
		);
		if (this.options.seed !== 'empty') {
			seedDay(this.workspace(main.id), this.now());
			seedSecond(this.workspace(second.id), this.now());
		}
		this.changed();
	}

	/** Calls `listener` after each call, late commit and reset. */
	onChange(listener: () => void): void {
		this.listeners.push(listener);
	}

	private changed(): void {
		for (const listener of this.listeners) listener();
	}

	/** A workspace by its ID; throws for an unknown one. */
	workspace(id: string): Workspace {
		const found = this.workspaces.get(id);
		if (!found) throw new Error(`No workspace ${id} in this emulator.`);
		return found;
	}
}

import { setTimeout as wait } from 'node:timers/promises';

import { dice } from '../../emulator/seed/dice.mts';
import type { FaultKind } from '../../emulator/faults.mts';
import type { Emulator } from '../../emulator/start.mts';
import { tenant } from '../../emulator/tenant.mts';
import { associate } from '../../secmaster/association/associate.ts';
import { ASSOCIATE, DISASSOCIATE } from '../../secmaster/association/direction.ts';
import { disassociate } from '../../secmaster/association/disassociate.ts';
import type { AssociationRequest } from '../../secmaster/association/request.ts';
import { Limiter } from '../../secmaster/http/limiter.ts';
import { parseObjectIds } from '../../secmaster/objectIds.ts';
import type { Ask, ChangeStep, History, Step } from './history.mts';
import { judge, judgeAgain, type Played } from './judge.mts';
import { judgeCalls } from './judgeCalls.mts';
import type { Pool } from './pool.mts';
import { Somebody } from './somebody.mts';
import { pairOfSubject, type Truth } from './truth.mts';
import { VirtualClock } from './virtualClock.mts';
import { Wire } from './wire.mts';

const CHANGES = {
	associate: { direction: ASSOCIATE, change: associate },
	disassociate: { direction: DISASSOCIATE, change: disassociate },
};

/** Real milliseconds until a call is given up, when nothing is slow and when something is. */
const TIMEOUT_MS = { usual: 5000, slow: 40 };

/** What playing a history brought. */
export interface Report {
	problems: string[];
	fired: FaultKind[];
	/** How often the checks that do not always apply did apply. */
	applied: { calls: number; again: number; removed: number };
}

/** One history on its way through the emulator. */
export class Life {
	readonly report: Report = {
		problems: [],
		fired: [],
		applied: { calls: 0, again: 0, removed: 0 },
	};
	private readonly clock = new VirtualClock();
	private readonly random: () => number;
	private readonly somebody: Somebody;
	private slow = false;

	constructor(
		private readonly emulator: Emulator,
		private readonly truth: Truth,
		private readonly pool: Pool,
		private readonly history: History,
	) {
		this.somebody = new Somebody(emulator, pool, history.profile, () => this.timeoutMs());
		const faker = dice(history.random);
		this.random = () => faker.number.float({ min: 0, max: 0.999_999 });
	}

	/** Lives all steps, and leaves no call behind that is still carried out. */
	async live(): Promise<Report> {
		await this.somebody.crowd();
		Object.assign(this.emulator.profile, this.history.profile);
		const { steps } = this.history;
		for (const [position, step] of steps.entries()) {
			const before = this.report.problems.length;
			await this.take(step, position === steps.length - 1);
			for (let index = before; index < this.report.problems.length; index++) {
				this.report.problems[index] = `step ${position}: ${this.report.problems[index]}`;
			}
		}
		this.collectFaults();
		await this.quiet();
		return this.report;
	}

	private async take(step: Step, last: boolean): Promise<void> {
		if (step.kind === 'list') return await this.somebody.list(this.pool.subject(step));
		// What was associated late would be another writer to one who disassociates, and the reverse.
		if (step.kind === 'disassociate') await this.finishWrites();
		await this.change(step, last);
		if (step.kind === 'disassociate') await this.finishWrites();
	}

	private async change(step: ChangeStep, last: boolean): Promise<void> {
		const { faults } = this.emulator;
		const quiet = step.faults.length === 0 && faults.list().length === 0;
		for (const rule of step.faults) {
			faults.add(rule);
			this.slow ||= rule.kind === 'slow' || rule.kind === 'hang';
		}
		const requests = step.requests.map((ask) => this.requestOf(ask));
		const first = await this.run(step.kind, requests, step);
		if (quiet && first.cancelled === false && step.deadlineMs >= 120_000) this.judgeCalls(first);
		if (!step.again && !last) return;

		this.collectFaults();
		await this.quiet();
		await this.passStaleReads(requests);
		const readableBefore = this.readable(requests);
		const again = await this.run(step.kind, requests, {});
		this.report.applied.again++;
		const readable = readableBefore && this.readable(requests);
		this.report.problems.push(...judgeAgain(first, again, readable));
	}

	/** One run of the client, judged. */
	private async run(
		kind: ChangeStep['kind'],
		requests: AssociationRequest[],
		{ deadlineMs = 120_000, cancelledAt }: Partial<ChangeStep>,
	): Promise<Played & { cancelled: boolean }> {
		const { clock, random, truth } = this;
		const wire = new Wire(this.timeoutMs(), (ms) => clock.pass(ms), cancelledAt);
		const pairs = requests.map(({ subject }) => pairOfSubject(subject));
		const { direction, change } = CHANGES[kind];
		const state = (pair: string) => (direction.associated ? truth.held(pair) : truth.seen(pair));
		const before = new Map(pairs.map((pair) => [pair, state(pair)]));
		const mark = truth.mark();
		const { send, cancelled } = wire;
		const result = await change(
			{
				effects: { send, cancelled, random, now: clock.now, sleep: clock.sleep },
				limiter: new Limiter(),
				endpoint: this.emulator.url,
				projectId: tenant.projectId,
				deadlineAt: clock.now() + deadlineMs,
				meter: { calls: 0, retries: 0, waitedMs: 0 },
			},
			requests,
		);
		if (!result.ok) throw new Error(`Refused to run: ${result.problem.message}`);
		const played: Played = {
			direction,
			profile: this.history.profile,
			requests,
			outcomes: result.value,
			exchanges: wire.exchanges,
			truth,
			before,
			mark,
		};
		this.report.problems.push(...judge(played));
		const removes = ({ success_ids }: { success_ids: string[] }) => success_ids.length > 0;
		if (!direction.associated && played.outcomes.some(removes)) this.report.applied.removed++;
		return { ...played, cancelled: cancelled() };
	}

	/** Notes which faults fired, and disarms the rest. */
	private collectFaults(): void {
		const { faults } = this.emulator;
		this.report.fired.push(...faults.fired().map(({ kind }) => kind));
		faults.clear();
		this.slow = false;
	}

	private timeoutMs(): number {
		return this.slow ? TIMEOUT_MS.slow : TIMEOUT_MS.usual;
	}

	private judgeCalls(played: Played): void {
		const problems = judgeCalls(played);
		if (!problems) return;
		this.report.applied.calls++;
		this.report.problems.push(...problems);
	}

	/** Reads each subject's relations so often, and with no late write between, that all is fresh. */
	private async passStaleReads(requests: readonly AssociationRequest[]): Promise<void> {
		const state = () => requests.map(({ subject }) => this.truth.held(pairOfSubject(subject)).size);
		let before: string;
		do {
			before = state().join();
			for (let read = 0; read < this.history.profile.staleReads; read++) {
				for (const { subject } of requests) await this.somebody.list(subject);
			}
		} while (state().join() !== before);
	}

	/** Whether all relations of the requests' subjects can be read, page by page. */
	private readable(requests: readonly AssociationRequest[]): boolean {
		const { relationRead, offsetLimit, equalTimes, pageCap } = this.history.profile;
		const pageRows = pageCap === 'hundred' ? 100 : 1000;
		// Where the order changes from call to call, only a single page shows all.
		const limit = equalTimes === 'any' ? Math.min(offsetLimit, pageRows) : offsetLimit;
		const rows = Math.max(
			...requests.map(({ subject }) => this.truth.held(pairOfSubject(subject)).size),
		);
		return relationRead === 'allowed' && rows < limit;
	}

	/** Waits until no call is under way, and lets come what is due late. */
	private async finishWrites(): Promise<void> {
		await this.quiet();
		this.emulator.flush();
	}

	/** Waits until no call is under way: a slow one is carried out after the client has left. */
	private async quiet(): Promise<void> {
		while (this.emulator.calls.all().some(({ status }) => status === -1)) await wait(2);
	}

	private requestOf(ask: Ask): AssociationRequest {
		return {
			subject: this.pool.subject(ask),
			related: parseObjectIds(this.pool.entries(ask.ids)),
			checkExistingFirst: ask.checkExistingFirst,
		};
	}
}

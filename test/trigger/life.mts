import type { Emulator } from '../../emulator/start.mts';
import { tenant } from '../../emulator/tenant.mts';
import type { Client } from '../../secmaster/http/call.ts';
import type { HttpRequest, SendResult } from '../../secmaster/http/send.ts';
import { poll } from '../../secmaster/trigger/poll.ts';
import { searcherOf } from '../../secmaster/trigger/search.ts';
import { stateFor } from '../../secmaster/trigger/state.ts';
import type { Watch } from '../../secmaster/trigger/watch.ts';
import type { VirtualClock } from '../model/virtualClock.mts';
import { axiosSend } from '../secmaster/axiosSend.mts';
import { testClient } from '../secmaster/testClient.mts';
import type { Happening, History, Step, Tick } from './history.mts';
import { Host } from './host.mts';
import { tamper } from './tamper.mts';
import { Truth } from './truth.mts';

const WORKSPACE = tenant.workspaces.main.id;
/** One poll a minute: what a first poll must look back at least, when n8n drops the activation's. */
const INTERVAL_MS = 60_000;
/** Time that one call takes. */
const CALL_MS = 40;

const QUIET: Tick = { kind: 'tick', faults: [], calls: 1000 };

/** One history on its way through the emulator. */
export class Life {
	kills = 0;
	readonly faultsFired: string[] = [];
	private readonly watch: Watch;
	private readonly host: Host;
	private readonly truth: Truth;
	private activation: 'activate' | 'init' | 'update' = 'activate';
	private readonly ids: string[] = [];

	constructor(
		private readonly emulator: Emulator,
		private readonly clock: VirtualClock,
		private readonly history: History,
	) {
		const { watches, filtered } = history;
		this.watch = {
			kind: watches === 'new' ? 'new' : 'updated',
			workspaceId: WORKSPACE,
			dataclassType: 'alerts',
			watchFields: watches === 'severity' ? ['severity'] : [],
			conditions:
				filtered && watches === 'new' ? [{ field: 'severity', operator: '=', value: 'High' }] : [],
		};
		this.host = new Host(this.watch, history.durable);
		this.truth = new Truth(history);
	}

	/** Lives all steps, then polls until all is quiet, and judges. */
	async live() {
		const { emulator, history, clock } = this;
		Object.assign(emulator.profile, history.profile);
		for (let n = 0; n < history.before; n++) {
			this.happen({ kind: 'arrive', count: 1, lateMs: 7000 * n, severity: 'Low' });
		}
		clock.pass(5000);
		await this.tick(QUIET, true);
		for (const step of history.steps) {
			clock.pass(1);
			await this.take(step);
		}
		for (let quiet = 0; quiet < 3; ) {
			clock.pass(INTERVAL_MS);
			const before = this.host.emitted.length;
			const result = await this.tick(QUIET, false);
			if (!result?.ok) throw new Error(`A quiet poll failed: ${result?.failure.message}`);
			quiet = this.host.emitted.length === before && !result.more ? quiet + 1 : 0;
		}
		return { ...this.truth.judge(this.host), events: this.truth.events };
	}

	private async take(step: Step): Promise<void> {
		if (step.kind === 'pass') return this.clock.pass(step.ms);
		if (step.kind === 'tick') return void (await this.tick(step, false));
		if (step.kind === 'restart') return await this.restart(step.older);
		this.happen(step);
	}

	/** n8n starts again: without durable cursors it polls at once. */
	private async restart(older: boolean): Promise<void> {
		this.host.restart(older);
		this.activation = 'init';
		if (!this.history.durable) await this.tick(QUIET, true);
	}

	private happen(what: Happening): void {
		const { emulator, clock, truth, ids } = this;
		const doneMs = clock.now();
		const timeMs = doneMs - what.lateMs;
		const searchesBefore = truth.searches.length;
		if (what.kind === 'arrive') {
			const { severity } = what;
			const fields = { severity };
			for (const id of emulator.populate(WORKSPACE, 'alerts', what.count, fields, timeMs)) {
				ids.push(id);
				truth.creations.push({ id, timeMs, createdMs: timeMs, severity, doneMs, searchesBefore });
			}
			return;
		}
		for (const id of new Set(what.picks.map((pick) => ids[pick % ids.length]))) {
			if (id === undefined) return;
			const created = truth.creations.find((one) => one.id === id)!;
			const last = truth.changes.filter((one) => one.id === id).at(-1) ?? created;
			// Changes of one object are in order.
			const changedMs = Math.max(timeMs, last.timeMs + 1);
			if (changedMs > doneMs) continue;
			// Under a filter an object neither comes into sight nor leaves it.
			const watched = what.watched && !this.history.filtered;
			const severity = watched ? what.value : last.severity;
			const fields = watched ? { severity } : { description: `${changedMs}` };
			emulator.change(WORKSPACE, { dataclass: 'alerts', ids: [id], fields, updatedMs: changedMs });
			const { createdMs } = created;
			truth.changes.push({ id, timeMs: changedMs, createdMs, severity, doneMs, searchesBefore });
		}
	}

	private async tick(tick: Tick, activating: boolean) {
		const { emulator, history, clock, host, truth } = this;
		for (const fault of tick.faults) emulator.faults.add({ ...fault, route: 'alerts\\.search' });
		const state = host.state;
		const startMs = clock.now();
		const first = this.first();
		let calls = 0;
		const killed = new Promise<undefined>((resolve) => {
			const { killedAt } = tick;
			this.onCall = () => (++calls === killedAt ? resolve(undefined) : undefined);
		});
		const polling = poll(this.searcher(tick), this.watch, state, {
			overlapMs: history.overlapMs,
			mostEvents: history.mostEvents,
			mostRemembered: history.mostRemembered,
			first,
			late: () => calls >= tick.calls,
		});
		const result = await Promise.race([polling, killed]);
		// The server goes on with a call whose client is gone.
		await polling;
		this.faultsFired.push(...emulator.faults.fired().map(({ kind }) => kind));
		emulator.faults.clear();
		if (!result) {
			this.kills++;
			await this.restart(false);
			return undefined;
		}
		if (!result.ok) return result;
		const written = tick.killedAfter ?? 'both';
		const usable = stateFor(this.watch, state, history.overlapMs) !== undefined;
		host.take(result, { activating, written });
		if (!usable && written !== 'nothing') {
			const dropped = history.durable && activating && result.events.length === 0;
			if (!dropped) truth.beginning = { startMs, endMs: clock.now(), first };
		}
		this.activation = history.durable ? 'update' : this.activation;
		if (tick.killedAfter) {
			this.kills++;
			await this.restart(false);
		}
		return result;
	}

	/** As the node does; see `firstPoll` there. */
	private first(): 'fromNow' | number {
		const { lookBackMs = 0 } = this.history;
		if (this.activation === 'activate') return lookBackMs || 'fromNow';
		return Math.max(lookBackMs, INTERVAL_MS);
	}

	private onCall: () => void = () => {};

	private searcher(tick: Tick) {
		const { clock, emulator, truth } = this;
		let calls = 0;
		const send = async (request: HttpRequest): Promise<SendResult> => {
			calls++;
			this.onCall();
			clock.pass(CALL_MS / 2);
			if (calls === tick.meanwhile?.at) this.happen(tick.meanwhile.what);
			const answer = await axiosSend({
				...request,
				headers: { ...request.headers, 'x-auth-token': tenant.token },
				timeoutMs: 5000,
			});
			if (answer.kind === 'response' && answer.response.status === 200) {
				truth.searches.push(clock.now());
			}
			clock.pass(CALL_MS / 2);
			return calls === tick.tampered?.at ? tamper(answer, tick.tampered.how) : answer;
		};
		const client: Client = {
			...testClient(send, clock),
			endpoint: emulator.url,
			projectId: tenant.projectId,
			deadlineAt: clock.now() + 36_000,
		};
		const { pageRows, lastOffset } = this.history;
		return { ...searcherOf(client, this.watch), pageRows, lastOffset };
	}
}

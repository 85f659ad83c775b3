import type { Emulator } from '../../../emulator/start.mts';
import { tenant } from '../../../emulator/tenant.mts';
import type { HttpRequest, SendResult } from '../../../secmaster/http/send.ts';
import { poll, type PollOptions, type PollResult } from '../../../secmaster/trigger/poll.ts';
import { searcherOf } from '../../../secmaster/trigger/search.ts';
import type { TriggerState } from '../../../secmaster/trigger/state.ts';
import type { Watch } from '../../../secmaster/trigger/watch.ts';
import type { DataObjectSearch } from '../../../secmaster/wire.ts';
import type { VirtualClock } from '../../model/virtualClock.mts';
import { axiosSend } from '../axiosSend.mts';
import { testClient } from '../testClient.mts';
import { NEW_ALERTS } from './watches.mts';

/** A trigger that polls the emulator and keeps its state. */
export class Watching {
	state?: TriggerState;
	/** Changes what comes back; gets the number of the call, from 1. */
	onAnswer: (answer: SendResult, call: number) => SendResult = (answer) => answer;
	/** Changes what is sent. */
	onRequest: (body: DataObjectSearch) => DataObjectSearch = (body) => body;
	private calls = 0;

	constructor(
		private readonly emulator: Emulator,
		private readonly clock: VirtualClock,
		public watch: Watch = NEW_ALERTS,
		private readonly options: Partial<PollOptions> = {},
	) {}

	/** One poll; its state is kept when it was good. */
	async poll(more: Partial<PollOptions> = {}): Promise<PollResult> {
		this.calls = 0;
		const result = await poll(this.searcher(), this.watch, this.state, {
			first: 'fromNow',
			overlapMs: 300_000,
			mostEvents: 100_000,
			late: () => false,
			...this.options,
			...more,
		});
		if (result.ok) this.state = JSON.parse(JSON.stringify(result.state));
		return result;
	}

	/** IDs of the events of one poll. Throws when it failed. */
	async ids(more?: Partial<PollOptions>): Promise<string[]> {
		const result = await this.poll(more);
		if (!result.ok) throw new Error(result.failure.message);
		return result.events.map(({ id }) => id);
	}

	private searcher() {
		const send = async (request: HttpRequest) => {
			const call = ++this.calls;
			const headers = { ...request.headers, 'x-auth-token': tenant.token };
			const body = JSON.stringify(this.onRequest(JSON.parse(request.body ?? '{}')));
			return this.onAnswer(await axiosSend({ ...request, headers, body }), call);
		};
		const client = {
			...testClient(send, this.clock),
			endpoint: this.emulator.url,
			projectId: tenant.projectId,
			deadlineAt: this.clock.now() + 36_000,
		};
		return searcherOf(client, this.watch);
	}
}

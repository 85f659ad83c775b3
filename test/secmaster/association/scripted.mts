import { carryOut } from '../../../secmaster/association/carryOut.ts';
import { ASSOCIATE, type Direction } from '../../../secmaster/association/direction.ts';
import type { Outcome } from '../../../secmaster/association/outcome.ts';
import type { HttpRequest, SendResult } from '../../../secmaster/http/send.ts';
import { answer } from '../answers.mts';
import { Clock } from '../http/clock.mts';
import { testClient } from '../testClient.mts';

export * from '../answers.mts';

/** The answer to a write: lists of IDs. */
export const named = (success_ids: unknown, error_ids: unknown = []): SendResult =>
	answer(200, { code: '00000000', data: { success_ids, error_ids } });

/** The answer to a read: one page of relations. */
export const page = (ids: readonly string[], total?: number): SendResult =>
	answer(200, { data: ids.map((id) => ({ id, data_object: { id } })), total });

/** A SecMaster of a few lines, for answers that the emulator does not give. */
export interface Script {
	/** Default: success for all. `nth` counts the writes from 1. */
	write?: (ids: string[], nth: number) => SendResult;
	/** Default: no relation. `nth` counts the reads from 1. */
	read?: (search: { limit: number; offset: number }, nth: number) => SendResult;
	/** Default: the object exists. */
	look?: (dataclass: string, id: string) => SendResult;
}

export interface Ask {
	ids: string[];
	subject?: string;
	dataclass?: string;
	related?: string;
	checkExistingFirst?: boolean;
}

/** What came of it. */
export interface Scripted<D extends Direction = typeof ASSOCIATE> {
	outcomes: Array<Outcome<D>>;
	/** In order: “write a,b”, “read 0”, “look alerts/a”; the class in front when it is another pair. */
	calls: string[];
	waits: number[];
}

const PATH = /\/soc\/([^/]+)\/([^/]+)(?:\/([^/]+?)(\/search)?)?$/;

/** Associates alerts with the incident “i”, unless an ask says otherwise. Waiting takes no time. */
export async function scripted(
	script: Script,
	asks: Ask | Ask[],
	{ deadlineMs = 120_000, cancelled = () => false as boolean } = {},
): Promise<Scripted> {
	return await scriptedIn(ASSOCIATE, script, asks, { deadlineMs, cancelled });
}

/** The same in either direction. A removal is called “remove a,b”. */
export async function scriptedIn<D extends Direction>(
	direction: D,
	script: Script,
	asks: Ask | Ask[],
	{ deadlineMs = 120_000, cancelled = () => false as boolean } = {},
): Promise<Scripted<D>> {
	const clock = new Clock();
	const calls: string[] = [];
	let writes = 0;
	let reads = 0;
	const send = async ({ method, url, body }: HttpRequest): Promise<SendResult> => {
		const [, dataclass, id, related, search] = PATH.exec(new URL(url).pathname)!;
		if (method === 'GET') {
			calls.push(`look ${dataclass}/${id}`);
			return (script.look ?? (() => answer(200)))(dataclass, id);
		}
		const json = JSON.parse(body!) as { ids: string[]; limit: number; offset: number };
		const usual = dataclass === 'incidents' && id === 'i' && related === 'alerts';
		const pair = usual ? '' : `${dataclass}/${id}/${related} `;
		if (search) {
			if (method !== 'POST') throw new Error(`A search by ${method}`);
			calls.push(`${pair}read ${json.offset}`);
			return (script.read ?? (() => page([])))(json, ++reads);
		}
		calls.push(`${pair}${method === 'DELETE' ? 'remove' : 'write'} ${json.ids.join()}`);
		return (script.write ?? ((ids) => named(ids)))(json.ids, ++writes);
	};
	const client = { ...testClient(send, clock), deadlineAt: clock.now() + deadlineMs };
	client.effects.cancelled = cancelled;
	const running = carryOut(
		direction,
		client,
		[asks].flat().map((ask) => ({
			subject: {
				workspaceId: 'w',
				dataclassType: ask.dataclass ?? 'incidents',
				dataObjectId: ask.subject ?? 'i',
				relatedDataclassType: ask.related ?? 'alerts',
			},
			related: { ids: ask.ids, invalid: [] },
			checkExistingFirst: ask.checkExistingFirst ?? false,
		})),
	);
	const result = await clock.finish(running);
	if (!result.ok) throw new Error(result.problem.message);
	return { outcomes: result.value, calls, waits: clock.waits };
}

/** “a1”, “a2” … */
export const alerts = (count: number, from = 1): string[] =>
	Array.from({ length: count }, (_, index) => `a${from + index}`);

import type { SendResult } from '../../secmaster/http/send.ts';
import type { DataObjectDetail, Envelope } from '../../secmaster/wire.ts';

/** Spoils the last row of a page of a search, or turns the page round. */
export function tamper(result: SendResult, how: 'noId' | 'noTime' | 'unsorted'): SendResult {
	if (result.kind !== 'response' || result.response.status !== 200) return result;
	let body: Envelope<DataObjectDetail[]>;
	try {
		body = JSON.parse(result.response.body) as Envelope<DataObjectDetail[]>;
	} catch {
		return result;
	}
	const row = body.data?.at(-1) as Record<string, unknown> | undefined;
	if (how === 'unsorted') body.data?.reverse();
	const dropped = how === 'noId' ? ['id'] : ['create_time', 'update_time'];
	if (row && how !== 'unsorted') {
		for (const name of dropped) {
			delete row[name];
			delete (row.data_object as Record<string, unknown>)[name];
		}
	}
	return { ...result, response: { ...result.response, body: JSON.stringify(body) } };
}

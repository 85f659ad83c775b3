import { readList, unread, type QueryList } from '../../secmaster/queryPages.ts';
import type { NotOk } from '../../secmaster/http/reply.ts';
import { answer, FORBIDDEN, LOST, TROUBLE } from './answers.mts';
import { runAnswered } from './runOn.mts';

const LIST: QueryList<number> = {
	path: '/v1/p/things',
	rows: 10,
	rowsOf: (json) => (json as { things?: number[] }).things ?? [],
};

/** Reads a list of `count` numbers. Returns what was read and the queries that were sent. */
async function read(count: number, most?: number, list: Partial<QueryList<number>> = {}) {
	const { run, sent } = runAnswered(({ path }) => {
		const query = new URL(path, 'https://a.example').searchParams;
		const from = Number(query.get('offset'));
		const to = Math.min(count, from + Number(query.get('limit')));
		const things = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
		return answer(200, { things });
	}, 250);
	const known = await readList(run, { ...LIST, ...list }, most);
	return { known, paths: sent.map(({ method, path }) => `${method} ${path}`) };
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

it.each([
	[0, ['0&limit=10']],
	[9, ['0&limit=10']],
	[10, ['0&limit=10', '10&limit=10']],
	[25, ['0&limit=10', '10&limit=10', '20&limit=10']],
])('a list of %i is read until a page is not full', async (count, queries) => {
	expect(await read(count)).toEqual({
		known: { ok: true, value: numbers(count) },
		paths: queries.map((query) => `GET /v1/p/things?offset=${query}`),
	});
});

it.each([
	[1, ['0&limit=1']],
	[10, ['0&limit=10']],
	[13, ['0&limit=10', '10&limit=3']],
	[20, ['0&limit=10', '10&limit=10']],
])('at most %i rows are asked for', async (most, queries) => {
	expect(await read(100, most)).toEqual({
		known: { ok: true, value: numbers(most) },
		paths: queries.map((query) => `GET /v1/p/things?offset=${query}`),
	});
});

it('none are read when none are wanted', async () => {
	expect(await read(5, 0)).toEqual({ known: { ok: true, value: [] }, paths: [] });
});

it('filters are sent, those that are empty are not', async () => {
	const { paths } = await read(1, undefined, { filters: { name: 'a b&c', state: '' } });
	expect(paths).toEqual(['GET /v1/p/things?offset=0&limit=10&name=a+b%26c']);
});

it('a list that never ends does not hold the run, and says that there may be more', async () => {
	const { known, paths } = await read(1e6);
	expect(paths).toHaveLength(200);
	expect(known).toEqual({ ok: true, value: numbers(2000), cut: true });
});

it('half a list is not given: what SecMaster said is', async () => {
	const { run } = runAnswered((_, nth) =>
		nth === 1 ? answer(200, { things: numbers(10) }) : FORBIDDEN,
	);
	expect(await readList(run, LIST)).toEqual({
		ok: false,
		cause: {
			status: 403,
			code: 'APIGW.0302',
			message:
				'The user of the credential is not allowed to do this (HTTP 403, APIGW.0302: not allowed).',
			fix: 'Ask the administrator for the SecMaster permission, in the project of the credential.',
			requestId: undefined,
		},
	});
});

describe('what could not be read', () => {
	it.each([
		['an answer that was lost', LOST],
		['an error of the service', TROUBLE],
	])('may be read again: %s', async (_, reply) => {
		const { run } = runAnswered(() => reply);
		expect(await readList(run, LIST)).toMatchObject({
			ok: false,
			cause: { fix: 'Run the workflow again.' },
		});
	});

	const cause = { status: 0, code: '', message: 'It was not read.', fix: 'Do this.' };
	it.each<[string, NotOk]>([
		['unclear', { kind: 'unclear', resend: false, cause }],
		['stopped', { kind: 'stopped', cause }],
	])('may be read again when it is %s', (_, reply) => {
		expect(unread(reply)).toEqual({
			ok: false,
			cause: { ...cause, fix: 'Run the workflow again.' },
		});
	});

	it.each<[string, NotOk]>([
		['unsent', { kind: 'unsent', cause }],
		['unauthenticated', { kind: 'unauthenticated', cause }],
	])('keeps its advice when it is %s', (_, reply) => {
		expect(unread(reply)).toEqual({ ok: false, cause });
	});
});

import { commentRow, createComment, listComments, MAX_COMMENT } from '../../secmaster/comments.ts';
import { emulated } from '../emulated.mts';
import { answer, FORBIDDEN, LOST, TROUBLE } from './association/scripted.mts';
import { scriptedRun } from './objects/scriptedRun.mts';
import { runOn } from './runOn.mts';

it('takes comments of 1024 characters', () => {
	expect(MAX_COMMENT).toBe(1024);
});

describe('writing a comment', () => {
	it('names the object as the war room', async () => {
		const { run, sent } = scriptedRun({ '': answer(200, { data: { id: 'n' } }) });
		const written = await createComment(run, 'w', 'alert-1', 'Looks bad.');
		expect(written).toEqual({ ok: true, json: { data: { id: 'n' } } });
		expect(sent).toEqual([
			{
				what: 'POST notes',
				body: {
					war_room_id: 'alert-1',
					type: 'textMessage',
					note_type: 'note',
					content: 'Looks bad.',
				},
			},
		]);
	});

	it('is done once', async () => {
		const { run, sent } = scriptedRun({ '': LOST });
		const written = await createComment(run, 'w', 'alert-1', 'Looks bad.');
		expect(written).toMatchObject({ ok: false, maybeDone: true });
		expect(sent).toHaveLength(1);
	});
});

it.each([{}, { data: null }, { data: { id: '' } }])(
	'a comment that the answer %j does not name may be written, and is not written again',
	async (json) => {
		const { run, sent } = scriptedRun({ '': answer(200, json) });
		const written = await createComment(run, 'w', 'alert-1', 'Looks bad.');
		expect(written).toMatchObject({ ok: false, maybeDone: true, reply: { kind: 'unclear' } });
		expect(sent).toHaveLength(1);
	},
);

it('a number is an ID, too', async () => {
	const { run } = scriptedRun({ '': answer(200, { data: { id: 7 } }) });
	expect(await createComment(run, 'w', 'alert-1', 'Looks bad.')).toMatchObject({ ok: true });
});

describe('the row of a comment', () => {
	const row = { data_object_id: 'alert-1', content: 'Looks bad.' };

	it('has who wrote it and when', () => {
		const data = {
			id: 'n',
			create_time: '2024-01-20T20:00:00.000Z+0800',
			content: { value: '<p>Looks bad.</p>', occurred_time: '2024-01-21T00:00:00.000Z+0000' },
			user: { name: 'soc' },
		};
		expect(commentRow({ data }, 'alert-1', 'Looks bad.')).toEqual({
			...row,
			id: 'n',
			user_name: 'soc',
			create_time: '2024-01-20T12:00:00.000Z',
		});
	});

	it('takes the time from the text when the comment has none', () => {
		const data = { id: 'n', content: { occurred_time: '2024-01-21T00:00:00.000Z+0000' } };
		expect(commentRow({ data }, 'alert-1', 'Looks bad.')).toEqual({
			...row,
			id: 'n',
			user_name: null,
			create_time: '2024-01-21T00:00:00.000Z',
		});
	});

	it.each([{}, { data: null }, { data: { user: {}, content: {} } }])(
		'of the answer %j has what is known without it',
		(json) => {
			expect(commentRow(json, 'alert-1', 'Looks bad.')).toEqual({
				...row,
				id: '',
				user_name: null,
				create_time: null,
			});
		},
	);
});

describe('reading comments', () => {
	/** Reads from an object with `count` comments. */
	async function read(count: number, most?: number) {
		const { run, sent, calls } = scriptedRun(({ body }) => {
			const { limit, offset } = body as { limit: number; offset: number };
			const length = Math.max(0, Math.min(limit, count - offset));
			return answer(200, {
				data: Array.from({ length }, (_, index) => ({ id: `n${offset + index}` })),
			});
		});
		const known = await listComments(run, 'w', 'alert-1', most);
		expect(new Set(calls())).toEqual(new Set(['POST notes/search']));
		const pages = sent.map(({ body }) => body as { limit: number; offset: number });
		return { ids: known.ok ? known.value.map(({ id }) => id) : [], pages, known };
	}
	const first = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`);

	it('asks for the newest first', async () => {
		const { pages } = await read(3);
		expect(pages).toEqual([
			{ war_room_id: 'alert-1', limit: 1000, offset: 0, sort_by: 'create_time', order: 'DESC' },
		]);
	});

	it.each([
		[0, 1],
		[999, 1],
		[1000, 2],
		[1001, 2],
		[2500, 3],
	])('%i of them takes %i calls', async (count, calls) => {
		const { ids, pages } = await read(count);
		expect(ids).toEqual(first(count));
		expect(pages.map(({ limit, offset }) => [limit, offset])).toEqual(
			Array.from({ length: calls }, (_, page) => [1000, page * 1000]),
		);
	});

	it.each([
		[2, [[2, 0]]],
		[1000, [[1000, 0]]],
		[
			1500,
			[
				[1000, 0],
				[500, 1000],
			],
		],
	])('no more than %i are asked for', async (most, expected) => {
		const { ids, pages } = await read(5000, most);
		expect(ids).toEqual(first(most));
		expect(pages.map(({ limit, offset }) => [limit, offset])).toEqual(expected);
	});

	it('goes no further than the highest offset', async () => {
		const { ids, pages, known } = await read(12_000);
		expect(ids).toHaveLength(11_000);
		expect(known).toMatchObject({ ok: true, cut: true });
		expect(pages.at(-1)).toMatchObject({ offset: 10_000 });
	});

	it('shows the text as it was written, else as HTML', async () => {
		const data = [
			{ id: 'n1', data: { content: 'a < b' }, content: { value: '<p>a &lt; b</p>' } },
			{ id: 'n2', data: {}, content: { value: '<p>HTML</p>' } },
			{ id: 'n3', content: {}, create_time: '2024-01-20T00:00:00.000Z+0000' },
			{ id: 'n4' },
		];
		const { run } = scriptedRun({ '': answer(200, { data }) });
		const row = { data_object_id: 'alert-1', user_name: null, create_time: null };
		expect(await listComments(run, 'w', 'alert-1')).toEqual({
			ok: true,
			value: [
				{ ...row, id: 'n1', content: 'a < b' },
				{ ...row, id: 'n2', content: '<p>HTML</p>' },
				{ ...row, id: 'n3', content: '', create_time: '2024-01-20T00:00:00.000Z' },
				{ ...row, id: 'n4', content: '' },
			],
		});
	});

	it('reads on after a short page when there are more', async () => {
		const notes = (ids: string[]) => answer(200, { total: 3, data: ids.map((id) => ({ id })) });
		const { run } = scriptedRun({ '': [notes(['a', 'b']), notes(['c'])] });
		expect(await listComments(run, 'w', 'alert-1')).toMatchObject({
			value: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
		});
	});

	it.each([{}, { data: null }])('of the answer %j gives none', async (json) => {
		const { run } = scriptedRun({ '': answer(200, json) });
		expect(await listComments(run, 'w', 'alert-1')).toEqual({ ok: true, value: [] });
	});

	it('says why they could not be read, and gives no half of a list', async () => {
		const full = answer(200, { data: first(1000).map((id) => ({ id })) });
		const refused = scriptedRun({ '': [full, FORBIDDEN] });
		expect(await listComments(refused.run, 'w', 'alert-1')).toMatchObject({
			ok: false,
			cause: { status: 403, code: 'APIGW.0302' },
		});
		const trouble = scriptedRun({ '': TROUBLE });
		expect(await listComments(trouble.run, 'w', 'alert-1')).toMatchObject({
			ok: false,
			cause: { status: 500, fix: 'Run the workflow again.' },
		});
	});
});

describe('at SecMaster', () => {
	const shared = emulated();

	it('what was written is what is read', async () => {
		const [alert, other] = shared.ids('alerts', 2);
		const { workspaceId } = shared;
		const run = runOn(shared);
		const rows = [];
		for (const content of ['First.', 'Second.']) {
			const written = await createComment(run, workspaceId, alert, content);
			if (written.ok) rows.unshift(commentRow(written.json, alert, content));
		}
		await createComment(run, workspaceId, other, 'Elsewhere.');
		expect(await listComments(run, workspaceId, alert)).toEqual({ ok: true, value: rows });
		expect(rows).toMatchObject([
			{ content: 'Second.', data_object_id: alert, user_name: shared.emulator.tenant.user },
			{ content: 'First.' },
		]);
	});
});

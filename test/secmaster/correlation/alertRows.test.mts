import { readAssociated, searchAlerts } from '../../../secmaster/correlation/alertRows.ts';
import { answer, FORBIDDEN } from '../answers.mts';
import { runAnswered } from '../runOn.mts';
import { alert } from './rows.mts';

const WINDOW = { fromMs: Date.UTC(2024, 0, 20), toMs: Date.UTC(2024, 0, 21) };
const SUBJECT = {
	workspaceId: 'w',
	dataclassType: 'incidents',
	dataObjectId: 'i',
	relatedDataclassType: 'alerts',
};
const PAGE = { limit: 1000, offset: 0, sort_by: 'create_time', order: 'DESC' };

it('the alerts of an object are asked for without a condition, the newest first', async () => {
	const { run, sent } = runAnswered(() => answer(200, { data: [alert('a')] }));
	expect(await readAssociated(run, SUBJECT)).toEqual({
		ok: true,
		rows: [alert('a')],
		whole: true,
	});
	expect(sent).toEqual([
		{ method: 'POST', path: '/v1/p/workspaces/w/soc/incidents/i/alerts/search', body: PAGE },
	]);
});

it('the alerts of a window are asked for by creation, both ends included', async () => {
	const { run, sent } = runAnswered(() => answer(200, { data: [] }));
	const condition = { field: 'severity', operator: '=', value: 'High' };
	await searchAlerts(run, 'w', WINDOW, [condition]);
	await searchAlerts(run, 'w', WINDOW);
	const within = [
		{ name: 'create_time_0', data: ['create_time', '>=', '2024-01-20T00:00:00.000Z+0000'] },
		{ name: 'create_time_1', data: ['create_time', '<=', '2024-01-21T00:00:00.000Z+0000'] },
	];
	const own = { name: 'severity_2', data: ['severity', '=', 'High'] };
	expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual(
		Array(2).fill('POST /v1/p/workspaces/w/soc/alerts/search'),
	);
	expect(sent.map(({ body }) => body)).toEqual([
		{
			...PAGE,
			condition: {
				conditions: [...within, own],
				logics: ['create_time_0', 'and', 'create_time_1', 'and', 'severity_2'],
			},
		},
		{
			...PAGE,
			condition: { conditions: within, logics: ['create_time_0', 'and', 'create_time_1'] },
		},
	]);
});

describe('a page', () => {
	const read = async (json: unknown) => {
		const { run } = runAnswered(() => answer(200, json));
		return await searchAlerts(run, 'w', WINDOW);
	};
	const alerts = (count: number) => Array.from({ length: count }, (_, index) => alert(`a${index}`));

	it('is whole when it is not full', async () => {
		expect(await read({ data: alerts(999) })).toMatchObject({ ok: true, whole: true });
		expect(await read({ data: alerts(1000) })).toMatchObject({ ok: true, whole: false });
	});

	it('is full with rows that have no ID, too, which are left out', async () => {
		const page = await read({ data: [...alerts(999), alert(' ')] });
		expect(page).toEqual({ ok: true, rows: alerts(999), whole: false });
	});

	it('is not the whole of a search that says that there is more', async () => {
		const short = await read({ data: alerts(100), total: 101 });
		expect(short).toEqual({ ok: true, rows: alerts(100), whole: false });
		expect(await read({ data: alerts(100), total: 100 })).toMatchObject({ whole: true });
	});

	it.each([{ data: [] }, { data: null }, { total: 0 }])('of %j shows nothing', async (json) => {
		expect(await read(json)).toEqual({ ok: true, rows: [], whole: true });
	});

	it.each([{ data: {} }, { data: [null] }, {}])('of %j is none', async (json) => {
		expect(await read(json)).toMatchObject({
			ok: false,
			reply: {
				kind: 'unclear',
				cause: { message: "SecMaster's answer holds no list of objects." },
			},
		});
	});

	it('that is refused is what SecMaster said', async () => {
		const { run } = runAnswered(() => FORBIDDEN);
		expect(await searchAlerts(run, 'w', WINDOW)).toMatchObject({
			ok: false,
			reply: { kind: 'refused', cause: { status: 403 } },
		});
	});
});

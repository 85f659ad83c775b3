import { judge } from '../../secmaster/http/reply';
import { listedObjects } from '../../secmaster/listedObjects';

const of = (json: unknown) =>
	listedObjects(
		judge({ kind: 'response', response: { status: 200, headers: {}, body: JSON.stringify(json) } }),
	);
const a = { id: 'a', data_object: {} };

it.each([
	[
		{ data: [a], total: 7 },
		{ rows: [a], total: 7 },
	],
	[{ data: [a] }, { rows: [a], total: undefined }],
	[
		{ data: [a], total: '7' },
		{ rows: [a], total: undefined },
	],
	[
		{ data: [], total: 0 },
		{ rows: [], total: 0 },
	],
	[
		{ data: null, total: 0 },
		{ rows: [], total: 0 },
	],
	[{ total: 0 }, { rows: [], total: 0 }],
	[{ data: null }, { rows: [], total: undefined }],
	[
		{ code: '00000000', data: null },
		{ rows: [], total: undefined },
	],
	[
		{ code: 0, data: null },
		{ rows: [], total: undefined },
	],
	[
		{ code: 'SecMaster.00000000', data: null },
		{ rows: [], total: undefined },
	],
])('%j lists objects', (json, listed) => {
	expect(of(json)).toEqual(listed);
});

it.each([{}, 'a', 7, [null], [a, 'b'], [a, undefined]])('%j is no list of objects', (data) => {
	expect(of({ data, request_id: 'r-1' })).toEqual({
		reply: {
			kind: 'unclear',
			resend: false,
			cause: {
				status: 200,
				code: '',
				message: "SecMaster's answer holds no list of objects.",
				fix: '',
				requestId: 'r-1',
			},
		},
	});
});

it('what SecMaster did not answer lists nothing', () => {
	const reply = judge({ kind: 'lost', code: 'ECONNRESET', message: 'closed' });
	expect(listedObjects(reply)).toEqual({ reply });
});

it.each([
	{},
	{ code: '00000000' },
	{ data: null, total: 3 },
	{ total: 3 },
	{ code: '20030013', data: null },
])('%j lists nothing, and does not say that there is nothing', (json) => {
	expect(of(json)).toMatchObject({ reply: { kind: 'unclear', resend: false } });
});

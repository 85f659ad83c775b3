import { createObject } from '../../../secmaster/objects/createObject.ts';
import type { SendResult } from '../../../secmaster/http/send.ts';
import { emulated } from '../../emulated.mts';
import { answer, FORBIDDEN, LOST } from '../association/scripted.mts';
import { runOn } from '../runOn.mts';
import { scriptedRun } from './scriptedRun.mts';

async function create(result: SendResult, dataclassType = 'alerts') {
	const { run, sent } = scriptedRun({ '': result });
	const place = { workspaceId: 'w', dataclassType };
	return { created: await createObject(run, place, { title: 'T' }), sent };
}

it('sends the fields, and gives the object as SecMaster answers it', async () => {
	const data = {
		id: 'a',
		create_time: 'now',
		data_object: { id: 'a', title: 'T', handle_status: 'Open' },
	};
	const { created, sent } = await create(answer(200, { code: '00000000', data }));
	expect(created).toEqual({ ok: true, object: data });
	expect(sent).toEqual([{ what: 'POST alerts', body: { data_object: { title: 'T' } } }]);
});

it.each([
	['nothing but the ID', { id: 'a' }, { id: 'a', title: 'T' }],
	['the ID inside', { data_object: { id: 'a', title: 'U' } }, { id: 'a', title: 'U' }],
	['an empty ID inside', { id: 'a', data_object: { id: '' } }, { id: '' }],
	['the ID inside and another outside', { id: 'row', data_object: { id: 'a' } }, { id: 'a' }],
])('of an answer with %s it makes an object with its ID at the top', async (_, data, object) => {
	const { created } = await create(answer(200, { data }));
	expect(created).toEqual({ ok: true, object: { id: 'a', data_object: object } });
});

it.each([
	['no object', {}, ''],
	[
		'null',
		{ code: '20041804', message: 'Failed', success: false, data: null },
		', 20041804: Failed',
	],
	['an empty ID', { data: { id: '', data_object: { id: ' ' } } }, ''],
])(
	'an answer with %s is no evidence: there may be one, and it is not sent again',
	async (_, json, said) => {
		const { created, sent } = await create(answer(200, json));
		expect(created).toMatchObject({
			ok: false,
			maybeDone: true,
			reply: {
				kind: 'unclear',
				cause: {
					status: 200,
					message: `SecMaster's answer does not name the ID of what is new (HTTP 200${said}).`,
				},
			},
		});
		expect(sent).toHaveLength(1);
	},
);

it('says whether there may be an object after all', async () => {
	expect((await create(FORBIDDEN)).created).toMatchObject({
		ok: false,
		maybeDone: false,
		reply: { cause: { status: 403 } },
	});
	const { created, sent } = await create(LOST);
	expect(created).toMatchObject({ ok: false, maybeDone: true });
	expect(sent).toHaveLength(1);
});

describe('at SecMaster', () => {
	const shared = emulated();

	it.each(['alerts', 'assets'])('creates one of %s', async (dataclassType) => {
		const { workspaceId, emulator } = shared;
		const before = emulator.objects(workspaceId, dataclassType).map(({ id }) => id);
		const [like] = emulator.objects(workspaceId, 'alerts');
		const fields = {
			title: 'Made here',
			name: 'Made here',
			data_source: like.data_object.data_source,
		};
		const place = { workspaceId, dataclassType };
		const created = await createObject(runOn(shared), place, fields);
		const made = emulator
			.objects(workspaceId, dataclassType)
			.filter(({ id }) => !before.includes(id));
		expect(made).toMatchObject([{ data_object: { title: 'Made here' } }]);
		expect(created).toMatchObject({
			ok: true,
			object: { id: made[0].id, data_object: { name: 'Made here' } },
		});
	});
});

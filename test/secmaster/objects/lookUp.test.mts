import {
	isAbsent,
	lookUp,
	MAX_LOOKS,
	notExamined,
	notThere,
} from '../../../secmaster/objects/lookUp.ts';
import { readObject } from '../../../secmaster/objects/readObject.ts';
import type { SendResult } from '../../../secmaster/http/send.ts';
import {
	alerts,
	answer,
	FORBIDDEN,
	NO_CLASS,
	NO_OBJECT,
	TROUBLE,
} from '../association/scripted.mts';
import { found, NO_OBJECT_500, scriptedRun, type Answers } from './scriptedRun.mts';

describe('one object', () => {
	async function read(result: SendResult) {
		const { run, sent } = scriptedRun({ '': result });
		const seen = await readObject(run, 'w', 'vulnerabilities', 'v/1');
		expect(sent).toEqual([{ what: 'GET vulnerability/v%2F1' }]);
		return seen;
	}

	it('is found', async () => {
		expect(await read(found('v/1', { level: 'High' }))).toEqual({
			kind: 'found',
			object: { id: 'v/1', data_object: { id: 'v/1', level: 'High' } },
		});
	});

	it.each([
		['400', NO_OBJECT, 400, true],
		['500', NO_OBJECT_500, 500, false],
	])('is absent by HTTP %s', async (_, result, status, certainly) => {
		const seen = await read(result);
		expect(seen).toMatchObject({ kind: 'absent', cause: { status } });
		expect(isAbsent(seen)).toBe(certainly);
	});

	it.each([
		['without data', {}],
		['with null', { data: null }],
		['with a text', { data: 'v/1' }],
	])('is absent when the answer comes %s', async (_, json) => {
		const seen = await read(answer(200, json));
		expect(seen).toEqual({
			kind: 'absent',
			cause: {
				status: 200,
				code: '',
				message: 'SecMaster answered without the object.',
				fix: 'Check the ID.',
			},
		});
		expect(isAbsent(seen)).toBe(true);
	});

	it.each([
		['may not be read', FORBIDDEN, { kind: 'refused', cause: { status: 403 } }],
		['cannot be read', TROUBLE, { kind: 'unclear', cause: { status: 500 } }],
	])('that %s is not absent', async (_, result, reply) => {
		const seen = await read(result);
		expect(seen).toMatchObject({ kind: 'failed', reply });
		expect(isAbsent(seen)).toBe(false);
	});
});

it('an object that nobody looked up is not absent', () => {
	expect(isAbsent(undefined)).toBe(false);
});

describe('several objects', () => {
	async function look(ids: string[], answers: Answers) {
		const scripted = scriptedRun(answers);
		const reads = await lookUp(scripted.run, { workspaceId: 'w', dataclassType: 'alerts' }, ids);
		return { reads: [...reads].map(([id, { kind }]) => [id, kind]), calls: scripted.calls() };
	}

	it('are read one by one', async () => {
		const answers = {
			'GET alerts/a': found('a'),
			'GET alerts/b': NO_OBJECT,
			'GET alerts/c': TROUBLE,
			'GET alerts/d': FORBIDDEN,
		};
		const { reads, calls } = await look(['a', 'b', 'c', 'd'], answers);
		expect(reads).toEqual([
			['a', 'found'],
			['b', 'absent'],
			['c', 'failed'],
			['d', 'failed'],
		]);
		expect(calls).toEqual(Object.keys(answers));
	});

	it('of none, no call is made', async () => {
		expect(await look([], {})).toEqual({ reads: [], calls: [] });
	});

	it(`${MAX_LOOKS} of them at most`, async () => {
		const ids = alerts(MAX_LOOKS + 1);
		const { reads, calls } = await look(ids, { '': found('x') });
		expect(reads.map(([id]) => id)).toEqual(ids.slice(0, 100));
		expect(calls).toHaveLength(100);
	});

	it('by one look, when they may not be read: it stands for all', async () => {
		const ids = alerts(MAX_LOOKS + 1);
		const { reads, calls } = await look(ids, { '': FORBIDDEN });
		expect(reads).toEqual(ids.map((id) => [id, 'failed']));
		expect(calls).toEqual(['GET alerts/a1']);
	});

	it.each([
		['absent', NO_OBJECT],
		['in trouble', TROUBLE],
		['refused for another cause', NO_CLASS],
	])('though the first is %s', async (_, first) => {
		const { calls } = await look(['a', 'b'], { 'GET alerts/a': first, '': found('b') });
		expect(calls).toEqual(['GET alerts/a', 'GET alerts/b']);
	});
});

describe('what a user reads of an object', () => {
	const cause = { status: 400, code: 'C', message: 'SecMaster says so.', fix: 'F', requestId: 'r' };

	it.each([
		['incidents', 'incident'],
		['assets', 'object of class assets'],
	])('of %s that does not exist', (dataclassType, one) => {
		expect(notThere(dataclassType, cause)).toEqual({
			...cause,
			message: `The ${one} does not exist in this workspace.`,
			fix: 'Check where the ID comes from: the object may be deleted or belong to another workspace.',
		});
	});

	it('that was not looked up', () => {
		expect(notExamined(cause)).toEqual({
			...cause,
			message: 'SecMaster says so. Not examined: only the first 100 are looked up.',
		});
	});
});

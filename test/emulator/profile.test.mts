import { setTimeout as sleep } from 'node:timers/promises';

import axios, { type AxiosResponse } from 'axios';
import { profileNames, profileValues, type Profile } from '../../emulator/profile.mts';
import { campaigns } from '../../emulator/seed/campaigns.mts';
import { tenant } from '../../emulator/tenant.mts';
import { signRequest } from '../../secmaster/auth/signature.ts';
import type { DataObjectDetail } from '../../secmaster/wire.ts';
import { signedCall, type SignedCall } from './signed.mts';
import { condition, mainId, nobody, soc, wire, type Wire } from './wire.mts';

const { incidentId, alertIds, associatedAlertIds, vulnerabilityIds } = campaigns.sshBruteForce;
const free = alertIds.slice(10, 13);
const relation = `incidents/${incidentId}/alerts`;
let w: Wire;

beforeAll(async () => {
	w = await wire();
});
beforeEach(() => w.emulator.reset());
afterAll(() => w.emulator.close());

const create = (ids: string[]) => w.call('POST', relation, { ids });
const remove = (ids: string[]) => w.call('DELETE', relation, { ids });
const truth = () => w.emulator.associations(mainId, 'incidents', incidentId, 'alerts');
const added = () => truth().filter((id) => !associatedAlertIds.includes(id));
const listed = async () => {
	const { data } = await w.call('POST', `${relation}/search`, { limit: 1000, offset: 0 });
	return (data.data as Array<{ id: string }>).map(({ id }) => id);
};
const lists = ({ data }: AxiosResponse) => [data.data?.success_ids, data.data?.error_ids];
const updateMany = (ids: string[]) =>
	w.call('POST', 'alerts/batch-update', { batch_ids: ids, data_object: { owner: 'lee' } });
const owners = () =>
	w.emulator
		.objects(mainId, 'alerts')
		.map(({ data_object: { owner } }) => owner)
		.filter((owner) => owner === 'lee');
const deleteAlerts = (ids: string[]) => w.call('DELETE', 'alerts', { batch_ids: ids });
const convert = () => {
	const type = { id: 'x', category: 'DDoS', incident_type: 'UDP Flood' };
	const content = { title: 'Converted', incident_type: type };
	return w.call('POST', 'alerts/batch-order', { ids: free, incident_content: content });
};
/** The IDs that the answers name of a new object, a comment and a run of a workflow. */
const newIds = async () => {
	const object = await w.call('POST', 'assets', { data_object: { name: 'n' } });
	const comment = { war_room_id: incidentId, type: 'textMessage', content: 'c' };
	const note = await w.call('POST', 'notes', comment);
	const command = { action_type: 'workflow', command_type: 'ActionInstanceRunCommand' };
	const [{ id }] = w.emulator.workflows(mainId);
	const run = await w.call('POST', `workflows/${id}/instances`, command);
	expect([object.status, note.status, run.status]).toEqual([200, 200, 200]);
	return [object.data.data?.id, note.data.data?.id, run.data.action_instance_id];
};
const convertedAlerts = async () => {
	await convert();
	return w.emulator.objects(mainId, 'incidents').at(-1)!.data_object.alert_list;
};
const sameOrder = async (expected: boolean) => {
	w.emulator.populate(mainId, 'evidences', 20);
	const ids = async () => {
		const { data } = await w.call('POST', 'evidences/search', {
			sort_by: 'create_time',
			limit: 50,
		});
		return data.data.map(({ id }: { id: string }) => id);
	};
	const [one, two] = [await ids(), await ids()];
	expect([...one].sort()).toEqual([...two].sort());
	expect(one.join() === two.join()).toBe(expected);
};
const refusal = ({ status, data }: AxiosResponse) => [status, data.code];

const search = async (sort_by: string): Promise<DataObjectDetail[]> =>
	(await w.call('POST', 'alerts/search', { sort_by, order: 'DESC', limit: 1000 })).data.data;

type Check = () => Promise<void>;
type Checks = { [Name in keyof Profile]: Record<string, Check> };

const held = associatedAlertIds[0];
const checks: Checks = {
	generation: {
		current: async () => {
			const { data } = await create(free);
			expect(Object.keys(data).sort()).toEqual([
				'code',
				'data',
				'message',
				'request_id',
				'success',
			]);
			const page = await w.call('POST', 'alerts/search', { limit: 5, offset: 5 });
			expect(page.data).toMatchObject({ size: 5, page: 2 });
		},
		older: async () => {
			expect((await create(free)).data).toMatchObject({ total: 3, limit: 3, offset: 0 });
			expect(Object.keys((await remove(free)).data).sort()).toEqual(['code', 'data', 'message']);
			const page = await w.call('POST', 'alerts/search', { limit: 0, offset: 5 });
			expect(page.data).toMatchObject({ limit: 0, offset: 5 });
			expect(page.data).not.toHaveProperty('size');
		},
	},
	unknownId: {
		listed: async () => {
			const [first, , last] = free;
			expect(lists(await create([first, nobody, last]))).toEqual([[first, last], [nobody]]);
			expect(lists(await remove([first, nobody]))).toEqual([[first], [nobody]]);
		},
		refuseWhole: async () => {
			expect(refusal(await create([free[0], nobody]))).toEqual([400, 'SecMaster.20030005']);
			expect(added()).toEqual([]);
			expect(refusal(await remove([held, nobody]))).toEqual([400, 'SecMaster.20030005']);
			expect(truth()).toContain(held);
		},
		refuseAfterPartialCommit: async () => {
			const [first, second, last] = free;
			const answer = await create([first, second, nobody, last]);
			expect(refusal(answer)).toEqual([400, 'SecMaster.20030005']);
			expect(added()).toEqual([first, second]);
			expect(w.emulator.calls.all()[0].committed).toEqual([first, second]);
			expect(refusal(await remove([first, nobody, second]))).toEqual([400, 'SecMaster.20030005']);
			expect(added()).toEqual([second]);
		},
	},
	reassociation: {
		success: async () => {
			expect(lists(await create([held, ...free]))).toEqual([[held, ...free], []]);
			expect(w.emulator.calls.all()[0].committed).toEqual(free);
		},
		listed: async () => expect(lists(await create([held, ...free]))).toEqual([free, [held]]),
		refused: async () => {
			expect(refusal(await create([held, ...free]))).toEqual([400, 'SecMaster.20030004']);
			expect(added()).toEqual([]);
		},
	},
	visibility: {
		both: async () => {
			await create(free);
			const other = await w.call('POST', `alerts/${free[0]}/incidents/search`, {});
			expect(other.data.data).toMatchObject([{ id: incidentId }]);
			await w.call('DELETE', `alerts/${free[0]}/incidents`, { ids: [incidentId] });
			expect(added()).toEqual(free.slice(1));
		},
		subjectOnly: async () => {
			await create(free);
			expect(await listed()).toEqual(expect.arrayContaining(free));
			const other = await w.call('POST', `alerts/${free[0]}/incidents/search`, {});
			expect(other.data.data).toEqual([]);
			const alert = await w.call('GET', `alerts/${free[0]}`);
			expect(alert.data.data.data_object.incident_list).toEqual([]);
			await w.call('DELETE', `alerts/${free[0]}/incidents`, { ids: [incidentId] });
			expect(added()).toEqual(free);
			await w.call('POST', `alerts/${free[0]}/incidents`, { ids: [incidentId] });
			await remove(free);
			expect(added()).toEqual([free[0]]);
			expect(await listed()).not.toContain(free[0]);
		},
	},
	staleReads: Object.fromEntries(
		[0, 1, 2].map((reads) => [
			reads,
			async () => {
				await create(free);
				for (let read = 0; read < reads; read++) expect(await listed()).toEqual(associatedAlertIds);
				expect(await listed()).toEqual([...associatedAlertIds, ...free]);
				await remove(free);
				for (let read = 0; read < reads; read++) expect(await listed()).toContain(free[0]);
				expect(await listed()).toEqual(associatedAlertIds);
			},
		]),
	),
	relationRead: {
		allowed: async () => expect(await listed()).toEqual(associatedAlertIds),
		forbidden: async () => {
			const answer = await w.call('POST', `${relation}/search`, {});
			expect([answer.status, answer.data.error_code]).toEqual([403, 'APIGW.0302']);
		},
	},
	offsetLimit: {
		9998: async () => {
			expect((await w.call('POST', 'alerts/search', { offset: 9998 })).status).toBe(200);
			expect((await w.call('POST', 'alerts/search', { offset: 9999 })).status).toBe(400);
		},
		1000: async () => {
			expect((await w.call('POST', 'alerts/search', { offset: 1000 })).status).toBe(200);
			expect((await w.call('POST', 'alerts/search', { offset: 1001 })).status).toBe(400);
		},
	},
	repeatedDelete: {
		success: async () =>
			expect(lists(await remove([held, free[0]]))).toEqual([[held, free[0]], []]),
		listed: async () => expect(lists(await remove([held, free[0]]))).toEqual([[held], [free[0]]]),
		refused: async () => {
			expect(refusal(await remove([held, free[0]]))).toEqual([400, 'SecMaster.20030012']);
			expect(truth()).toContain(held);
		},
	},
	deleteWithoutBody: {
		refused: async () => {
			expect(refusal(await w.call('DELETE', relation))).toEqual([400, 'SecMaster.20041033']);
			expect(truth()).toEqual(associatedAlertIds);
		},
		all: async () => {
			expect(lists(await w.call('DELETE', relation))).toEqual([associatedAlertIds, []]);
			expect(truth()).toEqual([]);
			expect(refusal(await remove([]))).toEqual([400, 'SecMaster.20041033']);
		},
	},
	code: {
		zeros: async () => expect((await create(free)).data.code).toBe('00000000'),
		number: async () => expect((await create(free)).data.code).toBe(0),
		prefixed: async () => expect((await create(free)).data.code).toBe('SecMaster.00000000'),
		absent: async () => expect((await create(free)).data).not.toHaveProperty('code'),
	},
	successFlag: {
		true: async () => expect((await create(free)).data.success).toBe(true),
		contradicting: async () => {
			expect((await create(free)).data).toMatchObject({
				success: false,
				data: { success_ids: free },
			});
			expect((await create([nobody])).data.success).toBe(true);
		},
		absent: async () => expect((await create(free)).data).not.toHaveProperty('success'),
	},
	nullsInLists: {
		false: async () => expect(lists(await create(free))).toEqual([free, []]),
		true: async () => {
			expect(lists(await create(free))).toEqual([free, [null]]);
			expect(lists(await create([nobody]))).toEqual([[null], [nobody]]);
		},
	},
	lists: {
		both: async () => expect(lists(await create([free[0], nobody]))).toEqual([[free[0]], [nobody]]),
		successOnly: async () => {
			expect((await create([free[0], nobody])).data.data).toEqual({ success_ids: [free[0]] });
			expect(lists(await remove([free[0], nobody]))).toEqual([[free[0]], null]);
		},
		errorOnly: async () => {
			expect((await create([free[0], nobody])).data.data).toEqual({ error_ids: [nobody] });
			expect(lists(await remove([free[0], nobody]))).toEqual([null, [nobody]]);
		},
	},
	unnamed: {
		none: async () => expect(lists(await create(free))).toEqual([free, []]),
		last: async () => {
			expect(lists(await create(free))).toEqual([free.slice(0, 2), []]);
			expect(added()).toEqual(free);
			expect(lists(await remove(free))).toEqual([free.slice(0, 2), []]);
			expect(added()).toEqual([]);
		},
	},
	selfAssociation: {
		listed: async () => {
			const path = `incidents/${incidentId}/incidents`;
			expect(lists(await w.call('POST', path, { ids: [incidentId] }))).toEqual([[], [incidentId]]);
		},
		success: async () => {
			const path = `incidents/${incidentId}/incidents`;
			expect(lists(await w.call('POST', path, { ids: [incidentId] }))).toEqual([[incidentId], []]);
			const self = w.emulator.associations(mainId, 'incidents', incidentId, 'incidents');
			expect(self).toEqual([incidentId]);
		},
	},
	notFound: {
		400: async () => {
			const answer = await w.call('GET', `alerts/${nobody}`);
			expect(refusal(answer)).toEqual([400, 'SecMaster.20030005']);
		},
		500: async () => {
			expect(refusal(await w.call('GET', `alerts/${nobody}`))).toEqual([500, 'common.00000500']);
			const subject = await w.call('POST', `incidents/${nobody}/alerts`, { ids: free });
			expect(refusal(subject)).toEqual([400, 'SecMaster.20030005']);
		},
	},
	vulnerabilityClass: Object.fromEntries(
		['vulnerabilities', 'vulnerability'].map((right, index, both) => [
			right,
			async () => {
				const ids = vulnerabilityIds;
				const good = await w.call('POST', `incidents/${incidentId}/${right}`, { ids });
				expect(lists(good)).toEqual([ids, []]);
				const wrong = `incidents/${incidentId}/${both[1 - index]}`;
				expect(refusal(await w.call('POST', wrong, { ids }))).toEqual([400, 'SecMaster.20030022']);
			},
		]),
	),
	batchUnknown: {
		ignored: async () => {
			const answer = await updateMany([alertIds[0], nobody]);
			expect([answer.status, owners()]).toEqual([200, ['lee']]);
		},
		refused: async () => {
			expect(refusal(await updateMany([alertIds[0], nobody]))).toEqual([400, 'SecMaster.20041808']);
			expect(owners()).toEqual([]);
		},
	},
	deletedUnknown: {
		listed: async () => expect(lists(await deleteAlerts([nobody]))).toEqual([[], [nobody]]),
		success: async () => expect(lists(await deleteAlerts([nobody]))).toEqual([[nobody], []]),
		refused: async () => {
			const answer = await deleteAlerts([alertIds[0], nobody]);
			expect(refusal(answer)).toEqual([400, 'SecMaster.20030012']);
			expect(w.emulator.objects(mainId, 'alerts')).toHaveLength(360);
		},
	},
	converted: {
		associated: async () => expect(await convertedAlerts()).toEqual(free),
		apart: async () => expect(await convertedAlerts()).toEqual([]),
	},
	incidentQuota: {
		left: async () => expect((await convert()).status).toBe(200),
		reached: async () => expect(refusal(await convert())).toEqual([400, 'SecMaster.20041509']),
	},
	newId: {
		named: async () => expect(await newIds()).toEqual(Array(3).fill(expect.any(String))),
		absent: async () => {
			expect(await newIds()).toEqual(Array(3).fill(undefined));
			expect(w.emulator.workflowRuns(mainId)).toHaveLength(1);
			expect(w.emulator.objects(mainId, 'assets').at(-1)?.data_object.name).toBe('n');
		},
	},
	fromDateFilters: {
		create_time: () => changedSince('create_time'),
		update_time: () => changedSince('update_time'),
	},
	equalTimes: {
		byCreation: () => sameOrder(true),
		any: () => sameOrder(false),
	},
	pageCap: {
		none: async () => expect(await search('create_time')).toHaveLength(360),
		hundred: async () => {
			w.emulator.profile.total = 'absent';
			expect(await search('create_time')).toHaveLength(100);
		},
	},
	indexingDelayMs: Object.fromEntries(
		[0, 3000].map((delayMs) => [
			delayMs,
			async () => {
				const [id] = w.emulator.populate(mainId, 'alerts', 1);
				const [older] = w.emulator.populate(mainId, 'alerts', 1, {}, Date.now() - 60_000);
				const found = (await search('create_time')).map((row) => row.id);
				expect([found.includes(id), found.includes(older)]).toEqual(
					delayMs === 0 ? [true, true] : [false, false],
				);
				expect((await w.call('GET', `alerts/${id}`)).status).toBe(200);
				w.emulator.profile.indexingDelayMs = 1;
				await sleep(5);
				expect((await search('create_time')).map((row) => row.id)).toContain(id);
			},
		]),
	),
	staleSearches: Object.fromEntries(
		[0, 1, 2].map((searches) => [
			searches,
			async () => {
				const severity = async () =>
					(await search('create_time')).find(({ id }) => id === free[0])!.data_object.severity;
				const before = await severity();
				w.emulator.change(mainId, {
					dataclass: 'alerts',
					ids: [free[0]],
					fields: { severity: 'Tips' },
				});
				for (let n = 0; n < searches; n++) expect(await severity()).toBe(before);
				expect(await severity()).toBe('Tips');
			},
		]),
	),
	total: {
		exact: async () => expect((await w.call('POST', 'alerts/search', {})).data.total).toBe(360),
		absent: async () => {
			expect((await w.call('POST', 'alerts/search', {})).data).not.toHaveProperty('total');
		},
	},
	plus: {
		// The client spells a space %20, so that only what others send can be read in two ways.
		space: async () => expect(await signedWithPlus()).toEqual(['good', 'bad']),
		plus: async () => expect(await signedWithPlus()).toEqual(['bad', 'good']),
	},
	signatureEcho: {
		true: async () => {
			const { data } = await signed({ key: { secretKey: 'other', securityToken: 'secret-word' } });
			const [text, canonical] = data.error_msg.split(', canonicalRequest:');
			expect(text).toBe('Incorrect IAM authentication information: verify aksk signature fail');
			const search = soc('alerts/search');
			const host = w.emulator.url.slice('http://'.length);
			expect(canonical).toMatch(`POST|${search}/||host:${host}|x-project-id:${tenant.projectId}|`);
			expect(canonical).toContain('|x-security-token:secret-word||host;x-project-id;x-sdk-date;');
		},
		false: async () => {
			const { data } = await signed({ key: { secretKey: 'other' } });
			expect(data.error_msg).not.toContain('canonicalRequest');
		},
	},
	clockSkew: {
		expired: async () => {
			const { data } = await signed({ now: Date.now() - 20 * 60_000 });
			expect(data.error_msg).toMatch(/calc ak sk signature fail:signature expired$/);
		},
		badSignature: async () => {
			const { data } = await signed({ now: Date.now() - 20 * 60_000 });
			expect(data.error_msg).toMatch(/verify aksk signature fail$/);
		},
	},
	projectHeader: {
		optional: async () => {
			expect((await signed({ key: { projectId: undefined } })).status).toBe(200);
		},
		required: async () => {
			const { status, data } = await signed({ key: { projectId: undefined } });
			expect([status, data.error_code]).toEqual([403, 'APIGW.0302']);
			expect((await signed({})).status).toBe(200);
		},
	},
	projectsByName: {
		one: async () => expect(await projectsOfRegion()).toEqual([tenant.projectId]),
		several: async () => {
			expect(await projectsOfRegion()).toEqual([tenant.projectId, tenant.twinProject.id]);
		},
		none: async () => expect(await projectsOfRegion()).toEqual([]),
	},
	projectList: {
		allowed: async () => expect((await w.call('GET', '/v3/projects')).status).toBe(200),
		forbidden: async () => {
			const { status, data } = await w.call('GET', '/v3/projects');
			expect([status, data.error.code]).toEqual([403, 403]);
			expect((await w.call('GET', '/v3/auth/projects')).data.projects).toHaveLength(2);
		},
	},
};

const signed = (options: Partial<SignedCall>) =>
	signedCall({
		method: 'POST',
		body: '{}',
		now: Date.now(),
		...options,
		url: w.emulator.url + soc('alerts/search'),
	});

/** What becomes of `name=a+b` when it was signed as `a b`, and as `a%2Bb`. */
async function signedWithPlus() {
	const path = `${w.emulator.url}${soc('dataclasses')}?name=`;
	const key = { ...tenant.accessKeys.main, projectId: tenant.projectId, now: new Date() };
	for (const spelt of ['a%20b', 'a%2Bb']) {
		const headers = signRequest({ method: 'GET', url: path + spelt }, key);
		await axios.get(`${path}a+b`, { headers, validateStatus: () => true });
	}
	return w.emulator.calls.all().map(({ signature }) => signature);
}

async function projectsOfRegion(): Promise<string[]> {
	const { data } = await w.call('GET', `/v3/projects?name=${tenant.region}`);
	return data.projects.map(({ id }: { id: string }) => id);
}

/** A closed alert was changed after it was made: a range between the two tells the times apart. */
async function changedSince(field: 'create_time' | 'update_time'): Promise<void> {
	const closed = await w.call('POST', 'alerts/search', {
		limit: 1000,
		condition: condition('handle_status', '=', 'Closed'),
	});
	const [{ id, update_time: updated }] = closed.data.data;
	const found = await w.call('POST', 'alerts/search', {
		limit: 1000,
		from_date: updated,
		to_date: updated,
	});
	const ids = found.data.data.map((row: { id: string }) => row.id);
	expect(ids.includes(id)).toBe(field === 'update_time');
}

describe.each(profileNames)('%s', (name) => {
	const values = profileValues[name] as readonly unknown[];
	it.each(values.map((value) => [String(value), value]))('%s', async (label, value) => {
		const check = (checks[name] as Record<string, Check>)[label];
		Object.assign(w.emulator.profile, { [name]: value });
		await check();
	});
});

it('starts with the profile of the options, and returns to it', async () => {
	const other = await wire({ profile: { code: 'number' } });
	other.emulator.profile.code = 'absent';
	other.emulator.reset();
	expect((await other.call('POST', 'alerts/search', {})).data.code).toBe(0);
	await other.emulator.close();
	await expect(wire({ profile: { code: 'roman' as never } })).rejects.toThrow(
		'"roman" is no value of code. Allowed: zeros, number, prefixed, absent.',
	);
});

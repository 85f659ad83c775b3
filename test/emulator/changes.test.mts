import { campaigns, natAddress } from '../../emulator/seed/campaigns.mts';
import { condition, mainId, nobody, wire, type Wire } from './wire.mts';

const { incidentId, alertIds, indicatorIds } = campaigns.sshBruteForce;
const [first, second] = alertIds;
let w: Wire;

beforeAll(async () => {
	w = await wire();
});
beforeEach(() => w.emulator.reset());
afterAll(() => w.emulator.close());

const fieldsOf = (dataclass: string, id: string) =>
	w.emulator.objects(mainId, dataclass).find((object) => object.id === id)?.data_object;
const refusal = ({ status, data }: { status: number; data: { code?: string } }) => [
	status,
	data.code,
];

describe('change', () => {
	it.each([
		['alerts', first],
		['incidents', incidentId],
		['indicators', indicatorIds[0]],
	])('changes only the fields given of one of the %s', async (dataclass, id) => {
		const before = fieldsOf(dataclass, id)!;
		const answer = await w.call('PUT', `${dataclass}/${id}`, { data_object: { labels: 'a,b' } });
		expect(answer.data.data.data_object).toMatchObject({ id, labels: 'a,b' });
		expect({ ...fieldsOf(dataclass, id), update_time: '' }).toEqual({
			...before,
			labels: 'a,b',
			update_time: '',
		});
	});

	it('gives a closed alert its time of closing, once', async () => {
		const close = () =>
			w.call('PUT', `alerts/${first}`, {
				data_object: { handle_status: 'Closed', close_reason: 'Repeated' },
			});
		const { close_time: closed } = (await close()).data.data.data_object;
		expect(closed).toMatch(/^\d{4}-.*Z\+0800$/);
		expect((await close()).data.data.data_object.close_time).toBe(closed);
	});

	it('takes the phase with the full-width comma only', async () => {
		const change = (phase: string) =>
			w.call('PUT', `alerts/${first}`, { data_object: { ipdrr_phase: phase } });
		expect((await change('Contain，Eradication& Recovery')).status).toBe(200);
		expect(refusal(await change('Contain,Eradication& Recovery'))).toEqual([
			400,
			'SecMaster.20030025',
		]);
	});

	it('changes many at once and names none in the answer', async () => {
		const answer = await w.call('POST', 'alerts/batch-update', {
			batch_ids: [first, second],
			data_object: { owner: 'lee' },
		});
		expect(answer.data.data.id).toBe('');
		expect([first, second].map((id) => fieldsOf('alerts', id)?.owner)).toEqual(['lee', 'lee']);
	});

	it.each([
		['a missing object', 'PUT', `alerts/${nobody}`, { data_object: { owner: 'x' } }, '20030005'],
		['no fields', 'PUT', `alerts/${first}`, { data_object: {} }, '20030001'],
		['read-only fields alone', 'PUT', `alerts/${first}`, { data_object: { id: 'x' } }, '20030001'],
		['a bad severity', 'PUT', `alerts/${first}`, { data_object: { severity: 'Bad' } }, '20030025'],
		['no IDs', 'POST', 'alerts/batch-update', { data_object: { owner: 'x' } }, '20030001'],
		['1,000 IDs', 'DELETE', 'alerts', { batch_ids: Array(1000).fill(first) }, '20030001'],
		[
			'101 IDs of another class',
			'DELETE',
			'assets',
			{ batch_ids: Array(101).fill('x') },
			'20030001',
		],
	])('refuses %s', async (_what, method, path, body, code) => {
		expect(refusal(await w.call(method, path, body))).toEqual([400, `SecMaster.${code}`]);
	});
});

describe('delete', () => {
	it.each([
		['DELETE', 'alerts'],
		['POST', 'alerts/batch-delete'],
	])('deletes by %s %s, with the associations', async (method, path) => {
		const answer = await w.call(method, path, { batch_ids: [first, nobody] });
		expect(answer.data.data).toEqual({ success_ids: [first], error_ids: [nobody] });
		expect(fieldsOf('alerts', first)).toBeUndefined();
		expect(w.emulator.associations(mainId, 'incidents', incidentId, 'alerts')).not.toContain(first);
		const incident = await w.call('GET', `incidents/${incidentId}`);
		expect(incident.data.data.data_object.alert_list).not.toContain(first);
	});

	it("deletes objects of the tenant's own class, in the older generation without an envelope", async () => {
		const [one, other] = w.emulator.objects(mainId, 'assets').map(({ id }) => id);
		const wrapped = await w.call('DELETE', 'assets', { batch_ids: [one] });
		expect(wrapped.data.data).toEqual({ success_ids: [one], error_ids: [] });
		w.emulator.profile.generation = 'older';
		const bare = await w.call('DELETE', 'assets', { batch_ids: [other] });
		expect(bare.data).toEqual({ success_ids: [other], error_ids: [] });
	});
});

describe('convert', () => {
	const type = {
		id: 'b03166f1b63f021663d9889c6274c27e',
		category: 'DDoS',
		incident_type: 'UDP Flood',
	};
	const convert = (ids: string[], content: object = { title: 'Converted', incident_type: type }) =>
		w.call('POST', 'alerts/batch-order', { ids, incident_content: content });

	it('makes an incident that holds the alerts, and does not name it', async () => {
		const answer = await convert([first, nobody]);
		expect(answer.data.data).toEqual({ success_ids: [first], error_ids: [nobody] });
		const incident = w.emulator.objects(mainId, 'incidents').at(-1)!;
		expect(incident.data_object).toMatchObject({
			title: 'Converted',
			incident_type: type,
			alert_list: [first],
		});
		expect(JSON.stringify(answer.data)).not.toContain(incident.id);
	});

	it('names 100 alerts at most', async () => {
		const ids = w.emulator
			.objects(mainId, 'alerts')
			.slice(0, 150)
			.map(({ id }) => id);
		expect((await convert(ids)).data.data.success_ids).toHaveLength(100);
		expect(w.emulator.objects(mainId, 'incidents').at(-1)!.data_object.alert_list).toEqual(ids);
	});

	it('refuses a request without a type, and one of unknown alerts', async () => {
		expect(refusal(await convert([first], { title: 'x' }))).toEqual([400, 'SecMaster.20041804']);
		expect(refusal(await convert([nobody]))).toEqual([400, 'SecMaster.20041804']);
	});
});

describe('workflows and playbooks', () => {
	it('lists workflows by page and filter, and runs one', async () => {
		const all = (await w.call('GET', 'workflows?limit=2&offset=1')).data;
		expect([all.total, all.data.length]).toEqual([4, 2]);
		const [workflow] = (await w.call('GET', 'workflows?dataclass_name=Incident&enabled=true')).data
			.data;
		const command = {
			action_type: 'workflow',
			command_type: 'ActionInstanceRunCommand',
			playbook_context: { data_object: { content: { id: incidentId } } },
		};
		const run = await w.call('POST', `workflows/${workflow.id}/instances`, command);
		expect(run.data).toEqual({
			...command,
			action_id: workflow.id,
			action_instance_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
		});
		expect(w.emulator.workflowRuns(mainId)).toEqual([
			{ id: run.data.action_instance_id, workflowId: workflow.id, command },
		]);
	});

	it('runs no unknown, no disabled workflow, and nothing without a command', async () => {
		const command = { action_type: 'workflow', command_type: 'ActionInstanceRunCommand' };
		const [off] = (await w.call('GET', 'workflows?enabled=false')).data.data;
		const [on] = (await w.call('GET', 'workflows?enabled=true')).data.data;
		const run = async (id: string, body: object) =>
			refusal(await w.call('POST', `workflows/${id}/instances`, body));
		expect(await run(nobody, command)).toEqual([400, 'SecMaster.20040611']);
		expect(await run(off.id, command)).toEqual([400, 'SecMaster.20040605']);
		expect(await run(on.id, {})).toEqual([400, 'SecMaster.20030001']);
		expect(w.emulator.workflowRuns(mainId)).toEqual([]);
	});

	it('lists playbook instances without an envelope; limit and offset are required', async () => {
		const failed = (await w.call('GET', 'playbooks/instances?limit=10&offset=0&status=FAILED'))
			.data;
		expect([failed.count, failed.instances[0].status]).toEqual([1, 'FAILED']);
		expect(refusal(await w.call('GET', 'playbooks/instances'))).toEqual([
			400,
			'SecMaster.20030001',
		]);
	});
});

describe('types and fields of a class', () => {
	const classId = async (name: string) =>
		(await w.call('GET', `dataclasses?name=${name}`)).data.dataclass_details[0].id as string;

	it('lists the types whose IDs the seed uses', async () => {
		const path = `dataclasses/${await classId('Incident')}/types?limit=1000&enabled=true`;
		const types = (await w.call('GET', path)).data.dataclass_type_details;
		const { incident_type: type } = fieldsOf('incidents', incidentId)! as {
			incident_type?: { id: string; category: string; incident_type: string };
		};
		expect(types).toContainEqual(
			expect.objectContaining({
				id: type!.id,
				category: type!.category,
				sub_category: type!.incident_type,
			}),
		);
		expect(new Set(types.map(({ id }: { id: string }) => id)).size).toBe(types.length);
	});

	it("lists the tenant's own fields", async () => {
		const path = `dataclasses/${await classId('Alert')}/fields?limit=100&is_built_in=false`;
		const { total, field_details: fields } = (await w.call('GET', path)).data;
		expect([total, fields[0].field_key]).toEqual([2, 'ticket_number']);
	});

	it('refuses an unknown class', async () => {
		const answer = await w.call('GET', 'dataclasses/none/types');
		expect([answer.status, answer.data.error_code]).toEqual([400, 'SecMaster.20030022']);
	});
});

it('finds an indicator by its value', async () => {
	const body = { condition: condition('value', '=', natAddress), limit: 10, offset: 0 };
	expect((await w.call('POST', 'indicators/search', body)).data.total).toBe(1);
});

import { listPlaybookInstances, listWorkflows, runWorkflow } from '../../secmaster/workflows.ts';
import { emulated } from '../emulated.mts';
import { answer, FORBIDDEN, LOST } from './association/scripted.mts';
import { scriptedRun } from './objects/scriptedRun.mts';
import { runOn } from './runOn.mts';

const target = { content: { id: 'alert-1', title: 'T' }, className: 'Alert' };

describe('running a workflow', () => {
	it('hands it the object and its class', async () => {
		const { run, sent } = scriptedRun({ '': answer(200, { action_instance_id: 'i' }) });
		const written = await runWorkflow(run, 'w', 'flow/1', target);
		expect(written).toEqual({ ok: true, json: { action_instance_id: 'i' } });
		expect(sent).toEqual([
			{
				what: 'POST workflows/flow%2F1/instances',
				body: {
					action_type: 'workflow',
					command_type: 'ActionInstanceRunCommand',
					action_id: 'flow/1',
					playbook_context: {
						data_object: { content: { id: 'alert-1', title: 'T' }, dataclass: { name: 'Alert' } },
					},
				},
			},
		]);
	});

	it('that the answer does not name may run, and is not started again', async () => {
		const { run, sent } = scriptedRun({ '': answer(200, { action_id: 'flow' }) });
		const written = await runWorkflow(run, 'w', 'flow', target);
		expect(written).toMatchObject({ ok: false, maybeDone: true, reply: { kind: 'unclear' } });
		expect(sent).toHaveLength(1);
	});

	it('is done once', async () => {
		const { run, sent } = scriptedRun({ '': LOST });
		const written = await runWorkflow(run, 'w', 'flow', target);
		expect(written).toMatchObject({ ok: false, maybeDone: true });
		expect(sent).toHaveLength(1);
	});
});

describe.each([
	['workflows', listWorkflows, 'workflows', 'data'],
	['runs of playbooks', listPlaybookInstances, 'playbooks/instances', 'instances'],
] as const)('the list of %s', (_, list, path, field) => {
	/** Reads from a list with `count` rows. */
	async function read(count: number, filters: Record<string, string> = {}, most?: number) {
		const { run, calls } = scriptedRun(({ what }) => {
			const query = new URL(what.slice('GET '.length), 'https://a.example').searchParams;
			const offset = Number(query.get('offset'));
			const length = Math.max(0, Math.min(Number(query.get('limit')), count - offset));
			return answer(200, { [field]: Array.from({ length }, (_row, n) => ({ id: offset + n })) });
		});
		const known = await list(run, 'w', filters, most);
		return { rows: known.ok ? known.value : [], calls: calls() };
	}
	const first = (count: number) => Array.from({ length: count }, (_row, id) => ({ id }));

	it('comes in pages of 100', async () => {
		const { rows, calls } = await read(250);
		expect(rows).toEqual(first(250));
		expect(calls).toEqual([
			`GET ${path}?offset=0&limit=100`,
			`GET ${path}?offset=100&limit=100`,
			`GET ${path}?offset=200&limit=100`,
		]);
	});

	it('is filtered, and ends at as many rows as are asked for', async () => {
		const { rows, calls } = await read(250, { name: 'Block & tell', status: '' }, 2);
		expect(rows).toEqual(first(2));
		expect(calls).toEqual([`GET ${path}?offset=0&limit=2&name=Block+%26+tell`]);
	});

	it.each([{}, { [field]: null }])('is empty for %j', async (json) => {
		const { run } = scriptedRun({ '': answer(200, json) });
		expect(await list(run, 'w', {})).toEqual({ ok: true, value: [] });
	});

	it('says why it could not be read', async () => {
		const { run } = scriptedRun({ '': FORBIDDEN });
		expect(await list(run, 'w', {})).toMatchObject({ ok: false, cause: { code: 'APIGW.0302' } });
	});
});

describe('at SecMaster', () => {
	const shared = emulated();

	it('lists its workflows, and starts one on an object', async () => {
		const { workspaceId, emulator } = shared;
		const run = runOn(shared);
		const all = emulator.workflows(workspaceId);
		expect(await listWorkflows(run, workspaceId, {})).toMatchObject({
			ok: true,
			value: all.map(({ id }) => ({ id })),
		});
		const { id } = all.find(({ enabled }) => enabled)!;
		const written = await runWorkflow(run, workspaceId, id, target);
		expect(written).toMatchObject({ ok: true, json: { action_id: id } });
		expect(emulator.workflowRuns(workspaceId)).toMatchObject([{ workflowId: id }]);
	});

	it('lists runs of its playbooks by status', async () => {
		const run = runOn(shared);
		const all = await listPlaybookInstances(run, shared.workspaceId, {});
		const rows = all.ok ? all.value : [];
		const { status } = rows[0];
		const some = await listPlaybookInstances(run, shared.workspaceId, { status: String(status) });
		expect(some).toEqual({ ok: true, value: rows.filter((row) => row.status === status) });
	});
});

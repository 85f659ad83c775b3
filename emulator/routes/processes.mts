import type { ApiCall, Route } from '../api.mts';
import { listAnswer } from '../answers.mts';
import { queryNumber } from '../query.mts';
import { secmasterRefusal, type Answer } from '../refusal.mts';
import { workspaceOf } from '../scope.mts';
import { fromSecMasterTime } from '../time.mts';

const SOC = '/v1/:project_id/workspaces/:workspace_id/soc';

/** Workflows and playbook instances of SecMaster itself. There is no API that runs a playbook. */
export const processRoutes: Route[] = [
	{ name: 'workflows.list', method: 'GET', path: `${SOC}/workflows`, handle: listWorkflows },
	{
		name: 'workflows.run',
		method: 'POST',
		path: `${SOC}/workflows/:workflow_id/instances`,
		handle: runWorkflow,
	},
	{
		name: 'playbooks.instances',
		method: 'GET',
		path: `${SOC}/playbooks/instances`,
		handle: listPlaybookInstances,
	},
];

/** Documentation of ListWorkflows: limit 1–100; filters name, dataclass_name, enabled. */
function listWorkflows(call: ApiCall): Answer {
	const { query, world } = call;
	const workspace = workspaceOf(call, 'read');
	const [limit, offset] = [queryNumber(query, 'limit', 10, 1, 100), offsetOf(call)];
	const found = workspace.workflows
		.filter(({ name }) => name.includes(query.name ?? ''))
		.filter(({ dataclass_name: name }) => !query.dataclass_name || name === query.dataclass_name)
		.filter(({ enabled }) => query.enabled === undefined || String(enabled) === query.enabled);
	const rows = found.slice(offset, offset + limit);
	return listAnswer(world.profile, { rows, total: found.length, limit, offset });
}

/**
 * Starts a workflow on an object, and answers the command, bare (documentation of
 * CreateWorkflowInstance). 20040611 for an unknown workflow is Terraform's; that a disabled one is
 * refused with 20040605 is assumed.
 */
function runWorkflow(call: ApiCall): Answer {
	const { params, body, entry, world } = call;
	const workspace = workspaceOf(call, 'write');
	const workflow = workspace.workflows.find(({ id }) => id === params.workflow_id);
	if (!workflow) throw secmasterRefusal('20040611');
	if (body?.action_type !== 'workflow' || body.command_type !== 'ActionInstanceRunCommand') {
		throw secmasterRefusal('20030001', 'action_type and command_type are required.');
	}
	if (!workflow.enabled) throw secmasterRefusal('20040605');
	const id = workspace.nextId('workflow instance');
	workspace.workflowRuns.push({ id, workflowId: workflow.id, command: body });
	entry.committed = [id];
	const named = world.profile.newId === 'named' ? { action_instance_id: id } : {};
	return { status: 200, body: { ...body, action_id: workflow.id, ...named } };
}

/** Documentation of ListPlaybookInstances: limit and offset required; no envelope. */
function listPlaybookInstances(call: ApiCall): Answer {
	const { query } = call;
	const workspace = workspaceOf(call, 'read');
	const limit = queryNumber(query, 'limit', undefined, 1, 999_999);
	const offset = queryNumber(query, 'offset', undefined, 0, 999_999);
	const [from, to] = [query.from_date, query.to_date].map((text) => {
		const ms = text === undefined ? undefined : fromSecMasterTime(text);
		if (text !== undefined && ms === undefined)
			throw secmasterRefusal('20030001', `No time: ${text}`);
		return ms;
	});
	const found = workspace.playbookInstances
		.filter(({ status }) => !query.status || status === query.status)
		.filter(({ trigger_type: type }) => !query.trigger_type || type === query.trigger_type)
		.filter(({ name }) => name.includes(query.name ?? ''))
		.filter(({ playbook }) => playbook.name.includes(query.playbook_name ?? ''))
		.filter(({ dataclass }) => !query.dataclass_name || dataclass.name === query.dataclass_name)
		.filter(({ start_time: start }) => {
			const ms = fromSecMasterTime(start) ?? 0;
			return ms >= (from ?? -Infinity) && ms <= (to ?? Infinity);
		});
	return {
		status: 200,
		body: { count: found.length, instances: found.slice(offset, offset + limit) },
	};
}

const offsetOf = ({ query }: ApiCall): number => queryNumber(query, 'offset', 0, 0, 999_999_999);

import type { Execution } from '../../sandbox/execution.mts';
import type { Sandbox } from '../../sandbox/sandbox.mts';

const FILE = '02-alerts-of-one-attacker-become-one-incident.json';

/** The unattended playbook in a sandbox, and the attacks that it watches. */
export class Attackers {
	private readonly workspaceId: string;
	readonly workflowId: string;

	constructor(private readonly sandbox: Sandbox) {
		this.workspaceId = sandbox.emulator.tenant.workspaces.main.id;
		const playbook = sandbox.playbooks.find(({ file }) => file === FILE);
		if (!playbook) throw new Error(`${FILE} is not among the examples.`);
		this.workflowId = playbook.workflow.id;
	}

	/** Alerts with a source address, now. */
	attack(sourceIp: string | undefined, count: number, severity = 'High'): string[] {
		return this.sandbox.emulator.populate(this.workspaceId, 'alerts', count, {
			title: `Attack of ${sourceIp ?? 'somebody'}`,
			severity,
			network_list: sourceIp ? [{ direction: 'IN', src_ip: sourceIp }] : [],
		});
	}

	/** An incident that is there already. */
	incident(sourceIp: string, status: 'Open' | 'Closed'): string {
		const fields = { title: titleOf(sourceIp), handle_status: status };
		return this.sandbox.emulator.populate(this.workspaceId, 'incidents', 1, fields)[0];
	}

	/** Open incidents of an attacker. */
	open(sourceIp: string): string[] {
		return this.sandbox.emulator
			.objects(this.workspaceId, 'incidents')
			.filter(({ data_object: { title, handle_status: status } }) => {
				return title === titleOf(sourceIp) && status === 'Open';
			})
			.map(({ id }) => id);
	}

	/** Alerts that are associated with an incident. */
	alertsOf(incidentId: string): string[] {
		return this.sandbox.emulator.associations(this.workspaceId, 'incidents', incidentId, 'alerts');
	}

	/** Comments on an incident. */
	comments(incidentId: string): string[] {
		return this.sandbox.emulator
			.notes(this.workspaceId)
			.filter(({ warRoomId }) => warRoomId === incidentId)
			.map(({ content }) => content);
	}

	/** Sets the trigger's look-back, so that the activation itself brings what is there. */
	async lookBack(minutes: number): Promise<void> {
		const { rest } = this.sandbox;
		const { nodes } = (await rest.workflow(this.workflowId))!;
		for (const { type, parameters } of nodes) {
			if (type.endsWith('.secMasterTrigger')) parameters.options = { lookBack: minutes };
		}
		await rest.updateWorkflow(this.workflowId, { nodes });
	}

	/** Activates the playbook and returns the execution that its first poll starts. */
	async activate(): Promise<Execution> {
		const { rest } = this.sandbox;
		const earlier = await rest.executionIds(this.workflowId);
		await rest.activate((await rest.workflow(this.workflowId))!);
		return await rest.finished(await rest.startedExecution(this.workflowId, earlier, 90_000));
	}

	async deactivate(): Promise<void> {
		await this.sandbox.rest.deactivate(this.workflowId);
	}
}

const titleOf = (sourceIp: string): string => `Attack from ${sourceIp}`;

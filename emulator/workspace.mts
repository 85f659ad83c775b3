import type { DataObjectDetail } from '../secmaster/wire.ts';
import { Associations } from './associations.mts';
import { dataclasses, type EmulatedClass } from './dataclasses.mts';
import { uuid } from './identifiers.mts';
import type { Profile } from './profile.mts';
import { tenant, type TenantWorkspace } from './tenant.mts';
import { toSecMasterTime } from './time.mts';

export interface StoredObject {
	id: string;
	dataclass: EmulatedClass;
	createdMs: number;
	updatedMs: number;
	/** When SecMaster got it, where that is later than the time of creation that it bears. */
	storedMs?: number;
	type: string;
	fields: Record<string, unknown>;
}

export interface Note {
	id: string;
	warRoomId: string;
	content: string;
	createdMs: number;
}

/** A workflow of SecMaster as the list shows it (fields: Terraform's data source). */
export interface Workflow {
	id: string;
	name: string;
	description: string;
	aop_type: string;
	engine_type: string;
	dataclass_id: string;
	dataclass_name: string;
	enabled: boolean;
	version_id: string;
	project_id: string;
}

/** A run of a playbook of SecMaster (fields: Terraform's data source). */
export interface PlaybookInstance {
	id: string;
	name: string;
	project_id: string;
	status: string;
	trigger_type: string;
	start_time: string;
	end_time: string;
	playbook: { id: string; name: string; version: string; version_id: string };
	dataclass: { id: string; name: string };
	dataobject: { id: string; name: string };
}

/** A command that started a workflow. */
export interface WorkflowRun {
	id: string;
	workflowId: string;
	command: Record<string, unknown>;
}

const RELATED_LISTS = {
	alert_list: 'alerts',
	incident_list: 'incidents',
	indicator_list: 'indicators',
};

/** The state of one workspace: objects by class in order of creation, associations, notes. */
export class Workspace {
	readonly associations: Associations;
	readonly notes = new Map<string, Note>();
	readonly workflows: Workflow[] = [];
	readonly workflowRuns: WorkflowRun[] = [];
	readonly playbookInstances: PlaybookInstance[] = [];
	/** Searches made while equal times have no order of their own. */
	searches = 0;
	private readonly objects = new Map<string, Map<string, StoredObject>>();
	/** What searches still show of objects that were changed, and how often. */
	private readonly before = new Map<string, { object: StoredObject; searches: number }>();
	private serial = 0;

	constructor(
		readonly about: TenantWorkspace,
		private readonly profile: Profile,
	) {
		this.associations = new Associations(profile);
		for (const { plural } of dataclasses) this.objects.set(plural, new Map());
	}

	/** The next ID for something made in this workspace. It does not depend on the clock. */
	nextId(kind: string): string {
		this.serial += 1;
		return uuid(`${this.about.id} ${kind} ${this.serial}`);
	}

	all(plural: string): StoredObject[] {
		return [...(this.objects.get(plural)?.values() ?? [])];
	}

	/** What a search looks at. It counts as one for the profile's `staleSearches`. */
	searched(plural: string, nowMs: number): StoredObject[] {
		const indexed = this.all(plural).filter(
			({ createdMs, storedMs = createdMs }) => storedMs + this.profile.indexingDelayMs <= nowMs,
		);
		if (this.before.size === 0) return indexed;
		return indexed.map((object) => {
			const before = this.before.get(object.id);
			if (!before) return object;
			if (--before.searches <= 0) this.before.delete(object.id);
			return before.object;
		});
	}

	find(plural: string, id: string): StoredObject | undefined {
		return this.objects.get(plural)?.get(id);
	}

	count(plural: string): number {
		return this.objects.get(plural)?.size ?? 0;
	}

	put(object: StoredObject): void {
		const earlier = this.find(object.dataclass.plural, object.id);
		if (earlier && this.profile.staleSearches > 0) {
			this.before.set(object.id, { object: earlier, searches: this.profile.staleSearches });
		}
		this.objects.get(object.dataclass.plural)?.set(object.id, object);
	}

	/** Deletes an object and its associations. Returns whether it existed. */
	remove(plural: string, id: string): boolean {
		if (!this.objects.get(plural)?.delete(id)) return false;
		const subject = { dataclass: plural, id };
		for (const { plural: related } of dataclasses) this.associations.forget(subject, related);
		return true;
	}

	/** `read`: how the read-only lists are looked up; the default is a relation read. */
	detail(object: StoredObject, read: 'read' | 'all' = 'read'): DataObjectDetail {
		const { id, dataclass, createdMs, updatedMs } = object;
		const subject = { dataclass: dataclass.plural, id };
		const lists = Object.entries(RELATED_LISTS).map(([field, related]) => [
			field,
			this.associations[read](subject, related),
		]);
		return {
			id,
			type: object.type,
			create_time: toSecMasterTime(createdMs),
			update_time: toSecMasterTime(updatedMs),
			version: '3.2.4',
			format_version: 1,
			project_id: tenant.projectId,
			workspace_id: this.about.id,
			dataclass_ref: { id: dataclass.id, name: dataclass.code },
			data_object: { ...objectFields(object, this.about.id), ...Object.fromEntries(lists) },
		};
	}
}

/** `data_object` without the read-only lists: what search conditions look at. */
export function objectFields(object: StoredObject, workspaceId: string): Record<string, unknown> {
	return {
		...object.fields,
		id: object.id,
		workspace_id: workspaceId,
		create_time: toSecMasterTime(object.createdMs),
		update_time: toSecMasterTime(object.updatedMs),
	};
}

import { classPath } from './dataClasses';

/** The object that others are associated with, and the class of those others. */
export interface Subject {
	workspaceId: string;
	dataclassType: string;
	dataObjectId: string;
	relatedDataclassType: string;
}

const encode = encodeURIComponent;

/** `/v1/{project_id}/workspaces` (documentation of ListWorkspaces). */
export const workspacesPath = (projectId: string): string => `/v1/${encode(projectId)}/workspaces`;

/** `/v1/{project_id}/workspaces/{workspace_id}/soc` */
const socPath = (projectId: string, workspaceId: string): string =>
	`${workspacesPath(projectId)}/${encode(workspaceId)}/soc`;

/** Create (POST) and delete (DELETE) relations (documentation of CreateDataobjectRelation). */
export const relationPath = (projectId: string, subject: Subject): string =>
	[
		socPath(projectId, subject.workspaceId),
		encode(subject.dataclassType),
		encode(subject.dataObjectId),
		encode(subject.relatedDataclassType),
	].join('/');

/** List relations, POST (documentation of ListDataobjectRelations). */
export const relationSearchPath = (projectId: string, subject: Subject): string =>
	`${relationPath(projectId, subject)}/search`;

/** Search objects of a class, POST (documentation of ListAlerts, ListDataobjects …). */
export const searchPath = (projectId: string, workspaceId: string, dataclassType: string): string =>
	`${socPath(projectId, workspaceId)}/${encode(classPath(dataclassType))}/search`;

/** One object, GET (documentation of ShowAlert, ShowDataobject …). */
export const objectPath = (
	projectId: string,
	workspaceId: string,
	dataclassType: string,
	id: string,
): string => `${socPath(projectId, workspaceId)}/${encode(classPath(dataclassType))}/${encode(id)}`;

/** The tenant's data classes, GET (documentation of ListDataclass). */
export const dataClassesPath = (projectId: string, workspaceId: string): string =>
	`${socPath(projectId, workspaceId)}/dataclasses`;

/** Objects of a class: create (POST) and delete (DELETE) (documentation of CreateAlert, DeleteDataobjects …). */
export const classObjectsPath = (
	projectId: string,
	workspaceId: string,
	dataclassType: string,
): string => `${socPath(projectId, workspaceId)}/${encode(classPath(dataclassType))}`;

/** Change many objects, POST (documentation of ChangeAlerts, ChangeIncidents). */
export const batchUpdatePath = (projectId: string, workspaceId: string, type: string): string =>
	`${classObjectsPath(projectId, workspaceId, type)}/batch-update`;

/** Delete many objects, POST (documentation of DeleteAlerts, DeleteIncidents). */
export const batchDeletePath = (projectId: string, workspaceId: string, type: string): string =>
	`${classObjectsPath(projectId, workspaceId, type)}/batch-delete`;

/** Convert alerts to an incident, POST (documentation of CreateBatchOrderAlerts). */
export const batchOrderPath = (projectId: string, workspaceId: string): string =>
	`${socPath(projectId, workspaceId)}/alerts/batch-order`;

/** Comments, POST (documentation of CreateNote). */
export const commentsPath = (projectId: string, workspaceId: string): string =>
	`${socPath(projectId, workspaceId)}/notes`;

/** Search comments, POST (documentation of ListNotes). */
export const commentSearchPath = (projectId: string, workspaceId: string): string =>
	`${commentsPath(projectId, workspaceId)}/search`;

/** SecMaster's own workflows, GET (documentation of ListWorkflows). */
export const workflowsPath = (projectId: string, workspaceId: string): string =>
	`${socPath(projectId, workspaceId)}/workflows`;

/** Runs of one workflow, POST (documentation of CreateWorkflowInstance). */
export const workflowRunPath = (projectId: string, workspaceId: string, id: string): string =>
	`${workflowsPath(projectId, workspaceId)}/${encode(id)}/instances`;

/** Runs of SecMaster's own playbooks, GET (documentation of ListPlaybookInstances). */
export const playbookInstancesPath = (projectId: string, workspaceId: string): string =>
	`${socPath(projectId, workspaceId)}/playbooks/instances`;

/** Types of a class, GET (documentation of ListDataClassType). */
export const dataClassTypesPath = (projectId: string, workspaceId: string, id: string): string =>
	`${dataClassesPath(projectId, workspaceId)}/${encode(id)}/types`;

/** Fields of a class, GET (documentation of ListDataclassFields). */
export const dataClassFieldsPath = (projectId: string, workspaceId: string, id: string): string =>
	`${dataClassesPath(projectId, workspaceId)}/${encode(id)}/fields`;

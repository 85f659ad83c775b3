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

import { pluralOf } from './dataClasses';
import { oncePerRun } from './http/perRun';
import type { Cause } from './http/reply';
import type { Run } from './http/run';
import { dataClassesPath, dataClassFieldsPath, dataClassTypesPath, workspacesPath } from './paths';
import { readList, type Known, type QueryList } from './queryPages';
import type {
	DataClass,
	DataClassField,
	DataClassFieldList,
	DataClassList,
	DataClassType,
	DataClassTypeList,
	Workspace,
} from './wire';
import { WORKSPACE_ROWS, workspacesOf } from './workspaces';

/** Rows of a page of classes and fields (documented range of `limit`: 1–100). */
const ROWS = 100;
/** The workspaces of a project, views included (documentation of ListWorkspaces). */
export const workspaceList = (projectId: string): QueryList<Workspace> => ({
	path: workspacesPath(projectId),
	rows: WORKSPACE_ROWS,
	rowsOf: workspacesOf,
});

/** The data classes of a workspace (documentation of ListDataclass). */
export const dataClassList = (projectId: string, workspaceId: string): QueryList<DataClass> => ({
	path: dataClassesPath(projectId, workspaceId),
	rows: ROWS,
	rowsOf: (json) => (json as DataClassList).dataclass_details ?? [],
});

/** Rows of a page of types (the Terraform provider asks for so many). */
const TYPE_ROWS = 1000;

const missing = (message: string, fix: string): { ok: false; cause: Cause } => ({
	ok: false,
	cause: { status: 0, code: '', message, fix },
});

/**
 * The workspace as the list shows it. New objects need its `domain_id`: SecMaster refuses a
 * `data_source` without it (the Terraform provider found this out).
 */
export const workspaceFacts = async (run: Run, workspaceId: string): Promise<Known<Workspace>> =>
	await oncePerRun(run, `workspace ${workspaceId}`, async () => {
		const listed = await readList(run, workspaceList(run.client.projectId));
		if (!listed.ok) return listed;
		const found = listed.value.find(({ id }) => id === workspaceId);
		if (found) return { ok: true, value: found };
		return missing(
			`The workspace ${workspaceId} is not in the project.`,
			"Check 'Workspace ID' in the credential, or the 'Workspace' option of the node.",
		);
	});

/** The class with this word in URLs, e.g. `alerts`, as the tenant has it. */
export const dataClassFacts = async (
	run: Run,
	workspaceId: string,
	dataclassType: string,
): Promise<Known<DataClass>> => {
	const listed = await oncePerRun(run, `classes ${workspaceId}`, async () => {
		return await readList(run, dataClassList(run.client.projectId, workspaceId));
	});
	if (!listed.ok) return listed;
	const found = listed.value.find(
		({ business_code: code, name }) => pluralOf(code || name) === dataclassType,
	);
	if (found) return { ok: true, value: found };
	return missing(`The workspace has no data class "${dataclassType}".`, "Check 'Data Class'.");
};

/** The types of a class that may be used, e.g. category Malware, type Ransomware. */
export const typesOfClass = async (
	run: Run,
	workspaceId: string,
	dataclassType: string,
): Promise<Known<DataClassType[]>> =>
	await oncePerRun(run, `types ${workspaceId} ${dataclassType}`, async () => {
		const known = await dataClassFacts(run, workspaceId, dataclassType);
		if (!known.ok) return known;
		const path = dataClassTypesPath(run.client.projectId, workspaceId, known.value.id);
		const rowsOf = (json: unknown) => (json as DataClassTypeList).dataclass_type_details ?? [];
		const listed = await readList(run, { path, rows: TYPE_ROWS, rowsOf });
		if (!listed.ok) return listed;
		const usable = listed.value.filter(
			({ enabled, sub_category: sub }) => enabled !== false && sub,
		);
		return { ok: true, value: usable };
	});

/** The fields of a class. */
export const fieldsOfClass = async (
	run: Run,
	workspaceId: string,
	dataclassType: string,
): Promise<Known<DataClassField[]>> => {
	const known = await dataClassFacts(run, workspaceId, dataclassType);
	if (!known.ok) return known;
	const path = dataClassFieldsPath(run.client.projectId, workspaceId, known.value.id);
	const rowsOf = (json: unknown) => (json as DataClassFieldList).field_details ?? [];
	return await readList(run, { path, rows: ROWS, rowsOf });
};

/** “Malware / Ransomware”, or one word where category and type are the same. */
export const typeName = ({ category, sub_category: type }: DataClassType): string =>
	category === type ? String(type) : `${category} / ${type}`;

/**
 * The type that a text means: its ID, “category / type”, or the type alone where no other category
 * has it. Case does not matter.
 */
export function findType(
	types: readonly DataClassType[],
	wanted: string,
): DataClassType | undefined {
	const byId = types.find(({ id }) => id === wanted);
	if (byId) return byId;
	const plain = (text: string) =>
		text
			.toLowerCase()
			.replace(/\s*\/\s*/g, '/')
			.trim();
	const text = plain(wanted);
	const named = types.filter((type) => plain(typeName(type)) === text);
	if (named.length > 0) return named[0];
	const alone = types.filter(({ sub_category: type }) => plain(String(type)) === text);
	return alone.length === 1 ? alone[0] : undefined;
}

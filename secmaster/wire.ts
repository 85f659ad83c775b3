/**
 * The shapes that SecMaster puts on the wire, as far as this package reads them.
 *
 * Every envelope field but `data` is optional: two generations of the API are live
 * (documentation of CreateDataobjectRelation 2025-11 and 2026-02), and the examples of both
 * contradict themselves (`success: false` beside a success id, `error_ids: [null]`).
 */

/** Body of POST and DELETE on a relation. Documented range: 0–100 ids of 32–64 characters. */
export interface RelationBody {
	ids: string[];
}

/** `data` of a create or delete relation answer. Entries may be null in documented examples. */
export interface RelationResult {
	success_ids?: Array<string | null> | null;
	error_ids?: Array<string | null> | null;
}

/** The envelope of most soc/* answers. `code` is a string, a number, or absent. */
export interface Envelope<T> {
	code?: string | number;
	message?: string;
	request_id?: string;
	success?: boolean;
	total?: number;
	size?: number;
	page?: number;
	limit?: number;
	offset?: number;
	data?: T | null;
}

/** One object in a list or detail answer. `data_object` is free-form and differs by class. */
export interface DataObjectDetail {
	id: string;
	create_time?: string;
	update_time?: string;
	project_id?: string;
	workspace_id?: string;
	version?: string;
	format_version?: number;
	type?: string;
	dataclass_ref?: { id: string; name: string };
	data_object: Record<string, unknown> & { id?: string; title?: string };
}

/** Body of every search. Documented ranges: limit 1–1000, offset 0–9998, total saturates at 10,000. */
export interface DataObjectSearch {
	limit?: number;
	offset?: number;
	sort_by?: 'create_time' | 'update_time';
	order?: 'ASC' | 'DESC';
	from_date?: string;
	to_date?: string;
	condition?: SearchCondition;
}

/** `logics` is an infix list of condition names joined by `and`. */
export interface SearchCondition {
	conditions: Array<{ name: string; data: [field: string, operator: string, value: string] }>;
	logics: string[];
}

/** GET /v1/{project_id}/workspaces: no envelope. */
export interface WorkspaceList {
	count?: number;
	workspaces?: Workspace[];
}

export interface Workspace {
	id: string;
	name: string;
	description?: string;
	project_id?: string;
	region_id?: string;
	domain_id?: string;
	is_view?: boolean;
}

/** GET …/soc/dataclasses: no envelope. */
export interface DataClassList {
	total?: number;
	dataclass_details?: DataClass[];
}

export interface DataClass {
	id: string;
	name: string;
	business_code: string;
	description?: string;
	is_built_in?: boolean;
}

/** GET …/soc/dataclasses/{id}/types: no envelope. */
export interface DataClassTypeList {
	dataclass_type_details?: DataClassType[];
}

export interface DataClassType {
	id: string;
	category?: string;
	sub_category?: string;
	enabled?: boolean;
}

/** GET …/soc/dataclasses/{id}/fields: no envelope. */
export interface DataClassFieldList {
	field_details?: DataClassField[];
}

export interface DataClassField {
	id: string;
	field_key: string;
	name?: string;
	field_type?: string;
	is_built_in?: boolean;
	required?: boolean;
	editable?: boolean;
	searchable?: boolean;
}

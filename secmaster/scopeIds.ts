import { invalid, quote, valid, type Checked } from './inputProblem';

const SCOPE_ID = /^[A-Za-z0-9_-]{1,64}$/;

function checkScopeId(field: string, value: unknown, where: string): Checked<string> {
	const text = typeof value === 'string' ? value.trim() : '';
	if (text === '') return invalid(field, `'${field}' is empty.`, where);
	if (!SCOPE_ID.test(text)) {
		return invalid(
			field,
			`'${field}' is ${quote(text)}, which is not an ID (letters, digits, "-" and "_", at most 64).`,
			where,
		);
	}
	return valid(text);
}

/** Checks a project ID (documented: 32–36 characters; longer ones occur in newer groups of the API). */
export const checkProjectId = (value: unknown): Checked<string> =>
	checkScopeId(
		'Project ID',
		value,
		'Copy it from the Huawei Cloud console: My Credentials, the row of the region.',
	);

/** Checks a workspace ID (a UUID, or 32 hexadecimal digits). */
export const checkWorkspaceId = (value: unknown): Checked<string> =>
	checkScopeId(
		'Workspace ID',
		value,
		"Copy it from the SecMaster console (Workspaces > Management) into 'Workspace ID' of the credential, or choose it in the 'Workspace' option of the node.",
	);

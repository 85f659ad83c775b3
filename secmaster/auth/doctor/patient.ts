import { CUSTOM_REGION, resolveEndpoints, type Endpoints } from '../../endpoint';
import { valid, type Checked } from '../../inputProblem';
import { checkProjectId, checkWorkspaceId } from '../../scopeIds';
import { checkAccessKey, type AccessKey } from '../accessKey';
import { authenticationOf, fieldText, type CredentialFields } from '../credentialFields';
import { checkSignIn, type SignIn } from '../iamUser';
import { checkToken } from '../token';

/** How the credential authenticates, complete. */
export type Identity =
	| { way: 'accessKey'; key: AccessKey }
	| { way: 'iamUser'; signIn: SignIn }
	| { way: 'token'; token: string };

/** A credential whose fields are well-formed. Empty IDs were left out. */
export interface Patient {
	identity: Identity;
	endpoints: Endpoints;
	projectId: string;
	workspaceId: string;
}

/** The first layer: the shape of the fields, without a call. */
export function checkShape(fields: CredentialFields): Checked<Patient> {
	const identity = checkIdentity(fields);
	if (!identity.ok) return identity;
	const endpoints = resolveEndpoints(fields);
	if (!endpoints.ok) return endpoints;
	const projectId = optional(
		fields.projectId,
		checkProjectId,
		mustName(identity.value, endpoints.value),
	);
	if (!projectId.ok) return projectId;
	const workspaceId = optional(fields.workspaceId, checkWorkspaceId, false);
	if (!workspaceId.ok) return workspaceId;
	return valid({
		identity: identity.value,
		endpoints: endpoints.value,
		projectId: projectId.value,
		workspaceId: workspaceId.value,
	});
}

function checkIdentity(fields: CredentialFields): Checked<Identity> {
	switch (authenticationOf(fields)) {
		case 'accessKey': {
			const key = checkAccessKey(fields);
			return key.ok ? valid({ way: 'accessKey', key: key.value }) : key;
		}
		case 'iamUser': {
			const signIn = checkSignIn(fields);
			return signIn.ok ? valid({ way: 'iamUser', signIn: signIn.value }) : signIn;
		}
		case 'token': {
			const token = checkToken(fields.token);
			return token.ok ? valid({ way: 'token', token: token.value }) : token;
		}
	}
}

/** True when IAM cannot be asked for the project: there is no IAM, or no region to name it. */
const mustName = ({ way }: Identity, { iam, region }: Endpoints): boolean =>
	iam === undefined || (way === 'accessKey' && region === CUSTOM_REGION);

const optional = (
	value: unknown,
	check: (value: unknown) => Checked<string>,
	required: boolean,
): Checked<string> => (fieldText(value) === '' && !required ? valid('') : check(value));

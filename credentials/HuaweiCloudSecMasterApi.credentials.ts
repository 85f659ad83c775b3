import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { checkToken, TOKEN_HEADER } from '../secmaster/auth/token';
import { CUSTOM_REGION, isSafeUrl } from '../secmaster/endpoint';
import type { InputProblem } from '../secmaster/inputProblem';
import { REGIONS } from '../secmaster/regions';

/** Says why a request was not authenticated. The name is how the transport knows it. */
class CredentialRefusal extends Error {
	readonly name = 'CredentialRefusal';

	constructor({ message, fix }: Pick<InputProblem, 'message' | 'fix'>) {
		super(`In the credential, ${message} ${fix}`);
	}
}

export class HuaweiCloudSecMasterApi implements ICredentialType {
	name = 'huaweiCloudSecMasterApi';

	displayName = 'Huawei Cloud SecMaster API';

	icon: Icon = { light: 'file:../icons/secmaster.svg', dark: 'file:../icons/secmaster.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-secmaster/n8n-nodes-secmaster/blob/main/docs/credential.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{
					name: 'Token',
					value: 'token',
					description: 'A token of IAM, valid for 24 hours',
				},
			],
			default: 'token',
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				"The value of the header 'X-Subject-Token' that IAM answers to POST /v3/auth/tokens. It is valid for 24 hours, in the region that issued it.",
			displayOptions: { show: { authentication: ['token'] } },
		},
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [
				...REGIONS.map(({ id, name }) => ({ name: `${name} (${id})`, value: id })),
				{ name: 'Custom', value: CUSTOM_REGION, description: 'Give the endpoint yourself' },
			].sort((a, b) => a.name.localeCompare(b.name)),
			default: 'cn-north-4',
			description: 'The region of your SecMaster workspace',
		},
		{
			displayName: 'Endpoint',
			name: 'endpoint',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://secmaster.cn-north-4.myhuaweicloud.com',
			description:
				'Base URL of SecMaster. Must be HTTPS; plain HTTP is accepted for this machine only, such as http://127.0.0.1:8888 of the emulator.',
			displayOptions: { show: { region: [CUSTOM_REGION] } },
		},
		{
			displayName: 'IAM Endpoint',
			name: 'iamEndpoint',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://iam.cn-north-4.myhuaweicloud.com',
			description:
				'Base URL of the IAM that issued the token. When it is given, the credential test can tell an expired token from one of another region.',
			displayOptions: { show: { region: [CUSTOM_REGION] } },
		},
		{
			displayName: 'Project ID',
			name: 'projectId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 2b31ed520xxxxxxebedb6e57xxxxxxxx',
			description: 'In the Huawei Cloud console: My Credentials, the row of the region',
		},
		{
			displayName: 'Workspace ID',
			name: 'workspaceId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 909494e3-558e-46b6-a9eb-07a8e18ca62f',
			description:
				"In the SecMaster console: Workspaces, Management. A node can use another one by its option 'Workspace'.",
		},
	];

	/**
	 * Puts the token on a request, of our nodes and of the HTTP Request node (which names the URL
	 * `uri`). Throws before anything is sent when the token would travel unencrypted.
	 */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const token = checkToken(credentials.token);
		if (!token.ok) throw new CredentialRefusal(token.problem);
		const { uri, url, baseURL } = requestOptions as IHttpRequestOptions & { uri?: string };
		if (!isSafeUrl(url ?? uri ?? '', baseURL)) {
			throw new CredentialRefusal({
				message: 'the token is not sent over plain HTTP.',
				fix: 'Use an https:// URL.',
			});
		}
		return {
			...requestOptions,
			headers: { ...requestOptions.headers, [TOKEN_HEADER]: token.value },
		};
	}
}

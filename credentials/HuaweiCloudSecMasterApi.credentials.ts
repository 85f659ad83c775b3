import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { CredentialRefusal } from '../nodes/transport/credentialRefusal';
import {
	headersWithout,
	NO_REDIRECTS,
	targetOf,
	type AnyRequestOptions,
} from '../nodes/transport/requestOptions';
import { newSession, SESSION, sessionToken } from '../nodes/transport/session';
import { signOptions } from '../nodes/transport/signOptions';
import { checkAccessKey } from '../secmaster/auth/accessKey';
import { authenticationOf, fieldText } from '../secmaster/auth/credentialFields';
import { checkToken, TOKEN_HEADER } from '../secmaster/auth/token';
import { CUSTOM_REGION, isSafeUrl } from '../secmaster/endpoint';
import type { Checked } from '../secmaster/inputProblem';
import { REGIONS } from '../secmaster/regions';

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
					name: 'Access Key (AK/SK)',
					value: 'accessKey',
					description: 'Signs each call. Recommended by Huawei: it does not expire.',
				},
				{
					name: 'IAM User',
					value: 'iamUser',
					description: 'Gets a token with account, user and password, and renews it',
				},
				{
					name: 'Token',
					value: 'token',
					description: 'A token of IAM that you got yourself, valid for 24 hours',
				},
			],
			default: 'accessKey',
		},
		{
			displayName: 'Access Key ID',
			name: 'accessKey',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. QTWAOYTTINDUT2QVKYUC',
			description: 'In the Huawei Cloud console: My Credentials, Access Keys. 20 characters.',
			displayOptions: { show: { authentication: ['accessKey'] } },
		},
		{
			displayName: 'Secret Access Key',
			name: 'secretKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'Stands only in the file that the console offers when the access key is created. 40 characters.',
			displayOptions: { show: { authentication: ['accessKey'] } },
		},
		{
			displayName: 'Security Token',
			name: 'securityToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Only for a temporary access key, which ends after 15 minutes to 24 hours',
			displayOptions: { show: { authentication: ['accessKey'] } },
		},
		{
			displayName: 'Account Name',
			name: 'accountName',
			type: 'string',
			required: true,
			default: '',
			description: 'In the Huawei Cloud console: My Credentials, Account Name',
			displayOptions: { show: { authentication: ['iamUser'] } },
		},
		{
			displayName: 'User Name',
			name: 'userName',
			type: 'string',
			required: true,
			default: '',
			description: 'Name of an IAM user with programmatic access',
			displayOptions: { show: { authentication: ['iamUser'] } },
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			displayOptions: { show: { authentication: ['iamUser'] } },
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
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
				"Base URL of IAM. 'IAM User' gets its tokens there; for the others it lets the credential test look at IAM, too.",
			displayOptions: { show: { region: [CUSTOM_REGION] } },
		},
		{
			displayName: 'Project ID',
			name: 'projectId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2b31ed520xxxxxxebedb6e57xxxxxxxx',
			description:
				"In the Huawei Cloud console: My Credentials, the row of the region. When it is empty, IAM is asked for the region's project.",
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
	 * Gets a token for an IAM user. n8n keeps what this returns, encrypted, calls it again when a call
	 * is refused, and needs an object from it in any case.
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		if (authenticationOf(credentials) !== 'iamUser') return {};
		return { [SESSION]: await newSession(this, credentials) };
	}

	/**
	 * Authenticates a request of our nodes or of the HTTP Request node (which names the URL `uri`).
	 * Throws before anything is sent when the credential would travel unencrypted.
	 */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const options = requestOptions as AnyRequestOptions;
		if (!isSafeUrl(targetOf(options))) {
			throw new CredentialRefusal({
				message: 'nothing of it is sent over plain HTTP.',
				fix: 'Use an https:// URL.',
			});
		}
		switch (authenticationOf(credentials)) {
			case 'accessKey': {
				const key = valueOf(checkAccessKey(credentials));
				return signOptions(options, key, fieldText(credentials.projectId), new Date());
			}
			case 'iamUser':
				return withToken(options, sessionToken(credentials));
			case 'token':
				return withToken(options, valueOf(checkToken(credentials.token)));
		}
	}
}

function valueOf<T>(checked: Checked<T>): T {
	if (checked.ok) return checked.value;
	throw new CredentialRefusal(checked.problem);
}

const withToken = (options: AnyRequestOptions, token: string): IHttpRequestOptions =>
	({
		...options,
		...NO_REDIRECTS,
		headers: {
			...headersWithout(options.headers, [TOKEN_HEADER.toLowerCase()]),
			[TOKEN_HEADER]: token,
		},
	}) as IHttpRequestOptions;

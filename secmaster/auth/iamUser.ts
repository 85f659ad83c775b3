import { createHash } from 'crypto';

import { CUSTOM_REGION, resolveEndpoints } from '../endpoint';
import { invalid, valid, type Checked } from '../inputProblem';
import { checkProjectId } from '../scopeIds';
import { fieldText, type CredentialFields } from './credentialFields';

/** Who signs in where, for which project. */
export interface SignIn {
	/** Base URL of IAM. */
	iam: string;
	account: string;
	userName: string;
	password: string;
	/** By ID, or by name: a region's own project is named after it. */
	project: { id: string } | { name: string };
}

/** Checks what an IAM user needs to get a token. The password stays as it was typed. */
export function checkSignIn(fields: CredentialFields): Checked<SignIn> {
	const account = fieldText(fields.accountName);
	if (account === '') {
		return invalid(
			'Account Name',
			"'Account Name' is empty.",
			'It stands in the console under My Credentials.',
		);
	}
	const userName = fieldText(fields.userName);
	if (userName === '') {
		return invalid('User Name', "'User Name' is empty.", 'Give the name of an IAM user.');
	}
	const password = typeof fields.password === 'string' ? fields.password : '';
	if (password === '') {
		return invalid('Password', "'Password' is empty.", "Give the IAM user's password.");
	}
	const endpoints = resolveEndpoints(fields);
	if (!endpoints.ok) return endpoints;
	const { iam, region } = endpoints.value;
	if (iam === undefined) {
		return invalid(
			'IAM Endpoint',
			"'IAM Endpoint' is empty, and an IAM user gets its tokens there.",
			'Give a URL such as https://iam.cn-north-4.myhuaweicloud.com.',
		);
	}
	const about = { iam, account, userName, password };
	if (fieldText(fields.projectId) === '' && region !== CUSTOM_REGION) {
		return valid({ ...about, project: { name: region } });
	}
	const projectId = checkProjectId(fields.projectId);
	return projectId.ok ? valid({ ...about, project: { id: projectId.value } }) : projectId;
}

/** A token, and what IAM said about it. */
export interface Session {
	token: string;
	projectId: string;
	/** Milliseconds since the epoch. */
	expiresAt: number;
}

/** Names sign-ins that may use one another's tokens. It does not give the password away. */
const bindingOf = ({ iam, account, userName, project }: SignIn): string =>
	createHash('sha256')
		.update(JSON.stringify([iam, account, userName, project]))
		.digest('hex');

/** A session as n8n keeps it: one text, so that token and binding cannot come apart. */
export const sessionText = (signIn: SignIn, session: Session): string =>
	JSON.stringify({ boundTo: bindingOf(signIn), ...session });

/** A kept session, or undefined when there is none or it belongs to another sign-in. */
export function keptSession(signIn: SignIn, kept: unknown): Session | undefined {
	try {
		const { boundTo, ...session } = JSON.parse(String(kept)) as Session & { boundTo: string };
		return boundTo === bindingOf(signIn) ? session : undefined;
	} catch {
		return undefined;
	}
}

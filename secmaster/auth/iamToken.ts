import { outageOf, type Outage } from '../http/outage';
import { judge, type NotOk } from '../http/reply';
import { retryDelayMs } from '../http/retry';
import type { Effects, Send } from '../http/send';
import type { Problem } from '../inputProblem';
import type { Session, SignIn } from './iamUser';
import { TOKEN_HEADER } from './token';

/** Milliseconds until a call to IAM is given up. */
export const IAM_TIMEOUT_MS = 15_000;

/** What IAM says about a token that it accepts. */
export interface IamToken {
	/** Milliseconds since the epoch. */
	expiresAt?: number;
	/** Undefined for a token of the whole account. */
	projectId?: string;
	projectName?: string;
}

/**
 * Asks IAM about a token, authenticated by the token itself: GET /v3/auth/tokens (documentation of
 * KeystoneValidateToken: a user may check a token of his own). Returns undefined when IAM is not
 * known, cannot be reached or does not accept the token: SecMaster then has the last word, since
 * its answer names the cause.
 */
export async function readIamToken(
	send: Send,
	iamEndpoint: string | undefined,
	token: string,
): Promise<IamToken | undefined> {
	if (iamEndpoint === undefined) return undefined;
	const result = await send({
		method: 'GET',
		url: `${iamEndpoint}/v3/auth/tokens?nocatalog=true`,
		headers: { accept: 'application/json', [TOKEN_HEADER]: token, 'X-Subject-Token': token },
		timeoutMs: IAM_TIMEOUT_MS,
	});
	if (result.kind !== 'response' || result.response.status !== 200) return undefined;
	try {
		return tokenOf(JSON.parse(result.response.body));
	} catch {
		return undefined;
	}
}

function tokenOf(json: unknown): IamToken | undefined {
	const { token } = json as {
		token?: { expires_at?: string; project?: { id?: string; name?: string } };
	};
	if (!token) return undefined;
	const expiresAt = Date.parse(token.expires_at ?? '');
	return {
		expiresAt: Number.isNaN(expiresAt) ? undefined : expiresAt,
		projectId: token.project?.id,
		projectName: token.project?.name,
	};
}

/** Tries to get a token, for IAM's passing troubles. A refused password is never sent again. */
const MOST_TRIES = 3;

/**
 * Gets a token for a user and a project: POST /v3/auth/tokens (documentation of
 * KeystoneCreateUserTokenByPassword; the token is in the header X-Subject-Token).
 */
export async function issueToken(
	{ send, sleep, now, random }: Pick<Effects, 'send' | 'sleep' | 'now' | 'random'>,
	signIn: SignIn,
	mostTries = MOST_TRIES,
): Promise<{ ok: true; value: Session } | { ok: false; problem: Problem; outage?: Outage }> {
	for (let attempt = 1; ; attempt++) {
		const result = await send(tokenRequest(signIn));
		const reply = judge(result, 'IAM');
		if (reply.kind === 'ok') {
			const token = result.kind === 'response' && result.response.headers['x-subject-token'];
			const { projectId, expiresAt } = tokenOf(reply.json) ?? {};
			if (token && projectId && expiresAt) {
				return { ok: true, value: { token, projectId, expiresAt } };
			}
			const fix = "Check 'Region', or 'IAM Endpoint'.";
			return { ok: false, problem: { message: 'IAM answered without a token.', fix } };
		}
		const delayMs = retryDelayMs(reply, attempt, random(), now());
		if (delayMs === undefined || attempt === mostTries) {
			return { ok: false, problem: problemOf(reply), outage: outageOf(reply, now()) };
		}
		await sleep(Math.min(delayMs, IAM_TIMEOUT_MS));
	}
}

const tokenRequest = ({ iam, account, userName, password, project }: SignIn) => ({
	method: 'POST' as const,
	url: `${iam}/v3/auth/tokens?nocatalog=true`,
	headers: { accept: 'application/json', 'content-type': 'application/json;charset=utf8' },
	body: JSON.stringify({
		auth: {
			identity: {
				methods: ['password'],
				password: { user: { domain: { name: account }, name: userName, password } },
			},
			scope: { project },
		},
	}),
	timeoutMs: IAM_TIMEOUT_MS,
});

/** Statuses of documented refusals (IAM, “Obtaining a User Token Through Password Authentication”). */
const REFUSALS: Record<number, Problem> = {
	400: {
		message: 'IAM refused the request for a token',
		fix: "Check 'Region' and 'Project ID': the user's account must have this project.",
	},
	401: {
		message: 'IAM refused the account, the user name or the password',
		fix: "Check 'Account Name', 'User Name' and 'Password'. It must be an IAM user with programmatic access; an account of the type HUAWEI ID cannot get a token itself.",
	},
	403: {
		message: 'IAM does not let this user sign in',
		fix: 'Ask the administrator: the user may be disabled or locked, or programmatic access may be off.',
	},
};

function problemOf(reply: NotOk): Problem {
	const { status, message, fix } = reply.cause;
	const known = reply.kind === 'refused' ? REFUSALS[status] : undefined;
	if (known) {
		// IAM's code repeats the status.
		const said = /\((HTTP [^]*)\)\.$/.exec(message)?.[1].replace(`, ${status}: `, ': ');
		return { message: `${known.message} (${said ?? `HTTP ${status}`}).`, fix: known.fix };
	}
	return { message, fix: reply.kind === 'unclear' ? 'Try again later.' : fix };
}

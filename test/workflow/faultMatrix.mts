import type { ICredentialDataDecryptedObject, INode, INodeParameters } from 'n8n-workflow';

import type { FaultKind } from '../../emulator/faults.mts';
import { associateParameters } from './associateParameters.mts';
import { runNode, runTool, type NodeSettings } from './engine.mts';

/** What each fault is, for a reader of docs/behavior.md. */
export const faultNames: Record<FaultKind, string> = {
	throttleUser: '429, limit of the user',
	throttleIp: '429, limit of the address',
	throttleRetryAfter: '429 with Retry-After',
	internal: '500, APIGW.0601',
	internalPermanent: '500, common.00000500',
	badGateway: '502, not written',
	badGatewayAfterCommit: '502, written',
	unavailable: '503, not written',
	gatewayTimeout: '504, not written',
	gatewayTimeoutAfterCommit: '504, written',
	resetBeforeCommit: 'connection lost, not written',
	resetAfterCommit: 'connection lost, written',
	partialCommitThenReset: 'connection lost, half written',
	lateCommit: '504, written after the run',
	slow: 'slow answer, in time',
	hang: 'no answer in 30 s, written',
	malformedJson: 'broken JSON, written',
	html: 'an HTML page, written',
	emptyBody: 'empty answer, written',
	tokenExpired: '401, token expired',
	forbidden: '403',
};

/** What the lists of a run say. */
export interface Lists {
	success_ids: string[];
	error_ids: string[];
	unconfirmed_ids: string[];
	failures: Array<{ reason: string }>;
}

/** What the user got. */
export interface Seen {
	/** Where the result, or the failure, came out. */
	as: 'data' | 'stops' | 'failed item' | 'error output' | 'tool error';
	/** Absent where the user gets text only: in a tool's error. */
	lists?: Lists;
	/** The text of the failure; empty for data. */
	message: string;
	/** How often the node ran. */
	tries: number;
}

type Run = (
	credential: ICredentialDataDecryptedObject,
	subject: string,
	ids: string[],
) => Promise<Seen>;

const listsOf = (json: unknown): Lists => json as Lists;

/** The node between others, with this setting of what it does on an error. */
const node =
	(settings: Partial<NodeSettings>): Run =>
	async (credential, subject, ids) => {
		const parameters = associateParameters(subject, ids.join(','));
		const seen = await runNode(credential, { parameters, ...settings });
		const tries = seen.credentialReads;
		if (seen.error) {
			const lists = listsOf(seen.error.context?.data);
			return { as: 'stops', lists, message: seen.error.message, tries };
		}
		const [branch, [{ json }]] = seen.failed.length
			? (['error output', seen.failed] as const)
			: (['failed item', seen.success] as const);
		if (!json.error) return { as: 'data', lists: listsOf(json), message: '', tries };
		return { as: branch, lists: listsOf(json.details), message: String(json.message), tries };
	};

const tool: Run = async (credential, subject, ids) => {
	const fromAgent = "={{ $fromAI('ids', 'Alert IDs', 'string') }}";
	const parameters: INodeParameters = associateParameters(subject, fromAgent);
	const { answer, failed } = await runTool(credential, { parameters }, { ids: ids.join(',') });
	if (failed) return { as: 'tool error', message: answer, tries: 1 };
	const [json] = JSON.parse(answer) as Lists[];
	return { as: 'data', lists: json, message: '', tries: 1 };
};

const CONTINUE: INode['onError'] = 'continueRegularOutput';
const ERROR_OUTPUT: INode['onError'] = 'continueErrorOutput';

/** The contexts in which a workflow can run the node, by the heading of their column. */
export const contexts: Record<string, Run> = {
	'Stop Workflow': node({}),
	Continue: node({ onError: CONTINUE }),
	'Error output': node({ onError: ERROR_OUTPUT }),
	'Retry On Fail, 2 tries': node({ retryOnFail: true, maxTries: 2 }),
	'Tool of an AI agent': tool,
};

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

/** “success, 1 repeat”, “stops: throttled, 7 repeats”. `reason`: of a failure that has no lists. */
export function cellOf(seen: Seen, writes: number, reads: number, reason?: string): string {
	const { as, lists, tries } = seen;
	const reasons = lists ? [...new Set(lists.failures.map((failure) => failure.reason))] : [reason];
	const unconfirmed = lists?.unconfirmed_ids.length ? ['unconfirmed'] : [];
	const done = lists?.success_ids.length ? ['success'] : [];
	const words = [...done, ...unconfirmed, ...reasons].join(' and ');
	return [
		as === 'data' ? words : `${as}: ${words}`,
		...(tries > 1 ? [`try ${tries}`] : []),
		...(writes > tries ? [counted(writes - tries, 'repeat')] : []),
		...(reads > 0 ? [counted(reads, 'read')] : []),
	].join(', ');
}

import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { call, type Call } from '../../../secmaster/http/call';
import type { Cause } from '../../../secmaster/http/reply';
import type { QueryList } from '../../../secmaster/queryPages';
import { checkWorkspaceId } from '../../../secmaster/scopeIds';
import { apiError } from '../../transport/apiError';
import { connect, type Connection } from '../../transport/client';

/** Milliseconds after which a picker gives up. */
const PICKER_DEADLINE_MS = 20_000;

/** Connects for a picker. Throws a readable error when the credential is not complete. */
export async function connectPicker(context: ILoadOptionsFunctions): Promise<Connection> {
	const connection = await connect(context);
	if (!connection.ok) {
		const { message, fix } = connection.problem;
		throw new NodeOperationError(context.getNode(), `${message} ${fix}`);
	}
	const { client } = connection.value;
	client.deadlineAt = client.effects.now() + PICKER_DEADLINE_MS;
	return connection.value;
}

/** The workspace that the node's parameters or the credential name. */
export function pickerWorkspaceId(context: ILoadOptionsFunctions, connection: Connection): string {
	const chosen = parameterOf(context, 'options.workspace');
	const checked = checkWorkspaceId(chosen || connection.defaultWorkspaceId);
	if (checked.ok) return checked.value;
	throw new NodeOperationError(
		context.getNode(),
		`${checked.problem.message} ${checked.problem.fix}`,
	);
}

/** A parameter as it stands in the panel now; empty when it is not set or an expression. */
export function parameterOf(context: ILoadOptionsFunctions, name: string): string {
	const value = context.getCurrentNodeParameter(name, { extractValue: true });
	return typeof value === 'string' && !value.startsWith('=') ? value.trim() : '';
}

/** Makes one call for a picker and returns its JSON. Throws a readable error. */
export async function pickerCall(
	context: ILoadOptionsFunctions,
	{ client }: Connection,
	what: Call,
): Promise<unknown> {
	const { reply } = await call(client, what, 1);
	if (reply.kind === 'ok') return reply.json;
	throw pickerError(context, reply.cause);
}

/** Reads one page of a list. `token` is what n8n was given for it, undefined for the first page. */
export async function pickerPage<Row>(
	context: ILoadOptionsFunctions,
	connection: Connection,
	{ path, rows: size, rowsOf }: QueryList<Row>,
	token = '0',
): Promise<{ rows: Row[]; paginationToken?: string }> {
	const offset = Number(token);
	const page = `${path}?offset=${offset}&limit=${size}`;
	const rows = rowsOf(await pickerCall(context, connection, { method: 'GET', path: page }));
	return { rows, paginationToken: rows.length === size ? String(offset + size) : undefined };
}

/** The error of a picker, readable in the panel. */
export const pickerError = (context: ILoadOptionsFunctions, cause: Cause): Error =>
	apiError(context.getNode(), `${cause.message} ${cause.fix}`, cause);

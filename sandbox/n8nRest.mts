import { setTimeout as sleep } from 'node:timers/promises';
import axios, { type AxiosInstance } from 'axios';
import { parse } from 'flatted';
import type { Execution } from './execution.mts';
import type {
	Account,
	DynamicParameters,
	N8nCredential,
	N8nWorkflow,
	WebhookAnswer,
	WorkflowContent,
} from './n8nObjects.mts';

/** An answer of n8n with a status that was not expected. */
export class N8nRefused extends Error {
	constructor(
		readonly request: string,
		readonly status: number,
		readonly answer: unknown,
	) {
		const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
		super(`n8n answered ${request} with ${status}: ${text.slice(0, 500)}`);
	}
}

/** The REST API that n8n's editor uses, as n8n 2.41 serves it. Every call throws N8nRefused on ≥ 400. */
export class N8nRest {
	private readonly http: AxiosInstance;

	constructor(readonly url: string) {
		this.http = axios.create({
			baseURL: url,
			// n8n binds the session cookie to the browser that logged in.
			headers: { 'browser-id': 'secmaster-sandbox' },
			proxy: false,
			timeout: 120_000,
			validateStatus: () => true,
		});
	}

	/** Sends one request and returns the `data` of n8n's answer. */
	async call<T>(method: string, path: string, body?: unknown, params?: object): Promise<T> {
		const { status, data, headers } = await this.http.request({
			method,
			url: path,
			data: body,
			params,
		});
		if (status >= 400) throw new N8nRefused(`${method} ${path}`, status, data);
		for (const cookie of headers['set-cookie'] ?? []) {
			const [session] = /^n8n-auth=[^;]+/.exec(cookie) ?? [];
			if (session) this.http.defaults.headers.common.Cookie = session;
		}
		return (data?.data ?? data) as T;
	}

	/**
	 * Logs in, and makes the owner account first if this n8n has none. A new n8n answers other
	 * requests before it can make the account: tried again for a minute.
	 */
	async logIn(account: Account): Promise<void> {
		const { email, password } = account;
		const deadline = Date.now() + 60_000;
		for (;;) {
			const { userManagement } = await this.call<{
				userManagement: { showSetupOnFirstLoad?: boolean };
			}>('GET', '/rest/settings');
			try {
				if (userManagement.showSetupOnFirstLoad)
					await this.call('POST', '/rest/owner/setup', account);
				await this.call('POST', '/rest/login', { emailOrLdapLoginId: email, password });
				return;
			} catch (error) {
				const final = error instanceof N8nRefused && error.status === 401;
				if (final || Date.now() > deadline) throw error;
				await sleep(300);
			}
		}
	}

	async credentials(type: string): Promise<Array<Omit<N8nCredential, 'data'>>> {
		const all = await this.call<Array<Omit<N8nCredential, 'data'>>>('GET', '/rest/credentials');
		return all.filter((credential) => credential.type === type);
	}

	/** The credential with its data; n8n puts a placeholder for each secret, and takes it back on a write. */
	credential(id: string): Promise<N8nCredential> {
		return this.call('GET', `/rest/credentials/${id}`, undefined, { includeData: true });
	}

	createCredential(credential: Omit<N8nCredential, 'id'>): Promise<N8nCredential> {
		return this.call('POST', '/rest/credentials', credential);
	}

	updateCredential({ id, name, type, data }: N8nCredential): Promise<N8nCredential> {
		return this.call('PATCH', `/rest/credentials/${id}`, { name, type, data });
	}

	/** Runs the credential's test as the editor does. */
	testCredential(credential: N8nCredential): Promise<{ status: 'OK' | 'Error'; message: string }> {
		const { id, name, type, data } = credential;
		return this.call('POST', '/rest/credentials/test', { credentials: { id, name, type, data } });
	}

	/** Rows of a resource locator's list. */
	listSearch(query: DynamicParameters): Promise<{
		results: Array<{ name: string; value: string; url?: string }>;
		paginationToken?: string;
	}> {
		return this.call('POST', '/rest/dynamic-node-parameters/resource-locator-results', query);
	}

	/** Options of a dropdown that the node loads. */
	loadOptions(query: DynamicParameters): Promise<Array<{ name: string; value: string }>> {
		return this.call('POST', '/rest/dynamic-node-parameters/options', query);
	}

	/** The workflow, or undefined when there is none with this id. */
	async workflow(id: string): Promise<N8nWorkflow | undefined> {
		try {
			return await this.call<N8nWorkflow>('GET', `/rest/workflows/${id}`);
		} catch (error) {
			if (error instanceof N8nRefused && error.status === 404) return undefined;
			throw error;
		}
	}

	createWorkflow(content: WorkflowContent): Promise<N8nWorkflow> {
		return this.call('POST', '/rest/workflows', content);
	}

	updateWorkflow(id: string, content: Partial<WorkflowContent>): Promise<N8nWorkflow> {
		return this.call('PATCH', `/rest/workflows/${id}`, content);
	}

	/** Publishes the workflow's saved version. Its webhooks answer a little later. */
	activate({ id, versionId }: Pick<N8nWorkflow, 'id' | 'versionId'>): Promise<N8nWorkflow> {
		return this.call('POST', `/rest/workflows/${id}/activate`, { versionId });
	}

	deactivate(id: string): Promise<N8nWorkflow> {
		return this.call('POST', `/rest/workflows/${id}/deactivate`, {});
	}

	/** Runs the saved workflow from a trigger, as the editor's button does; returns the execution's id. */
	async run(workflowId: string, trigger: string): Promise<string> {
		const { executionId } = await this.call<{ executionId: string }>(
			'POST',
			`/rest/workflows/${workflowId}/run`,
			{ triggerToStartFrom: { name: trigger } },
		);
		return executionId;
	}

	/** Ids of the workflow's executions, the newest first. */
	async executionIds(workflowId: string, limit = 20): Promise<string[]> {
		const { results } = await this.call<{ results: Array<{ id: string | number }> }>(
			'GET',
			'/rest/executions',
			undefined,
			{ filter: JSON.stringify({ workflowId }), limit },
		);
		return results.map(({ id }) => String(id));
	}

	/**
	 * Posts to a workflow's webhook and waits until the execution that this starts has ended.
	 * Nothing else may start the workflow meanwhile.
	 */
	async runWebhook(
		workflowId: string,
		path: string,
		body: unknown,
	): Promise<WebhookAnswer & { execution: Execution }> {
		const earlier = await this.executionIds(workflowId);
		const answer = await this.postWebhook(path, body);
		const id = await this.startedExecution(workflowId, earlier);
		return { ...answer, execution: await this.finished(id) };
	}

	/**
	 * Id of the newest execution, once it is newer than the earlier ones. Waits for it up to `timeoutMs`:
	 * n8n asks its database for running and for ended executions at the same time, so one that ends just
	 * then is in neither answer. Throws when there is none.
	 */
	async startedExecution(
		workflowId: string,
		earlier: readonly string[],
		timeoutMs = 30_000,
	): Promise<string> {
		const deadline = Date.now() + timeoutMs;
		const newest = Math.max(0, ...earlier.map(Number));
		for (;;) {
			const [id] = await this.executionIds(workflowId);
			if (Number(id) > newest) return id;
			if (Date.now() > deadline) throw new Error(`Workflow ${workflowId} started no execution.`);
			await sleep(150);
		}
	}

	/** An execution with the data of its nodes, as far as it is saved by now. */
	async execution(id: string): Promise<Execution> {
		const stored = await this.call<Omit<Execution, 'data'> & { data?: string }>(
			'GET',
			`/rest/executions/${id}`,
		);
		return {
			...stored,
			id: String(stored.id),
			data: stored.data && parse(stored.data),
		} as Execution;
	}

	/** Waits until the execution has ended. Throws after `timeoutMs`. */
	async finished(id: string, timeoutMs = 120_000): Promise<Execution> {
		const deadline = Date.now() + timeoutMs;
		for (;;) {
			const execution = await this.execution(id);
			if (!['new', 'running', 'waiting'].includes(execution.status)) return execution;
			if (Date.now() > deadline) throw new Error(`Execution ${id} did not end in ${timeoutMs} ms.`);
			await sleep(150);
		}
	}

	/**
	 * Posts to a production webhook as any outside program does, waiting until n8n has registered it
	 * (for up to 30 s). Returns the answer whatever its status; `ms` is the time of the last try.
	 */
	async postWebhook(path: string, body: unknown): Promise<WebhookAnswer> {
		const deadline = Date.now() + 30_000;
		for (;;) {
			const start = performance.now();
			const { status, data } = await axios.post(`${this.url}/webhook/${path}`, body, {
				proxy: false,
				validateStatus: () => true,
			});
			const ms = performance.now() - start;
			const waiting = status === 404 && /not registered/.test(JSON.stringify(data));
			if (!waiting || Date.now() > deadline) return { status, data, ms };
			await sleep(150);
		}
	}
}

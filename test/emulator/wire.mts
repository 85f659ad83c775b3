import axios, { type AxiosRequestConfig, type AxiosResponse } from 'axios';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../emulator/start.mts';
import { tenant } from '../../emulator/tenant.mts';

export const mainId = tenant.workspaces.main.id;
/** Well-formed, but of no object. */
export const nobody = 'ffffffff-0000-4000-8000-ffffffffffff';

export interface Wire {
	emulator: Emulator;
	/** A call with the good token; `path` below the main workspace's soc/ unless it starts with a slash. */
	call(
		method: string,
		path: string,
		data?: unknown,
		options?: AxiosRequestConfig,
	): Promise<AxiosResponse>;
}

/** An emulator and an independent client that throws for no status. */
export async function wire(options?: EmulatorOptions): Promise<Wire> {
	const emulator = await startEmulator(options);
	const client = axios.create({ baseURL: emulator.url, validateStatus: () => true });
	return {
		emulator,
		call: (method, path, data, extra = {}) =>
			client.request({
				method,
				url: path.startsWith('/') ? path : soc(path),
				data,
				...extra,
				headers: {
					'X-Auth-Token': tenant.token,
					...(data === undefined ? {} : { 'content-type': 'application/json' }),
					...extra.headers,
				},
			}),
	};
}

export function soc(path: string, workspaceId = mainId, projectId = tenant.projectId): string {
	return `/v1/${projectId}/workspaces/${workspaceId}/soc/${path}`;
}

/** A search condition of one comparison. */
export function condition(field: string, operator: string, value: string) {
	return { conditions: [{ name: 'one', data: [field, operator, value] }], logics: ['one'] };
}

import type { Profile } from '../../emulator/profile.mts';
import type { Emulator } from '../../emulator/start.mts';
import { tenant } from '../../emulator/tenant.mts';
import type { HttpRequest } from '../../secmaster/http/send.ts';
import { relationPath, relationSearchPath, type Subject } from '../../secmaster/paths.ts';
import { axiosSend } from '../secmaster/axiosSend.mts';
import type { Pool } from './pool.mts';

/** The same person with another tool: plain calls, between the runs of the client. */
export class Somebody {
	/** `timeoutMs` is asked before each call. */
	constructor(
		private readonly emulator: Emulator,
		private readonly pool: Pool,
		private readonly profile: Profile,
		private readonly timeoutMs: () => number,
	) {}

	/** Associates the pool's crowd with the first incident. */
	async crowd(): Promise<void> {
		const { crowd } = this.pool;
		const first = { dataclass: 'incidents', subject: 'incidents#0', related: 'alerts' };
		for (let start = 0; start < crowd.length; start += 100) {
			const path = relationPath(tenant.projectId, this.pool.subject(first));
			await this.call('POST', path, { ids: crowd.slice(start, start + 100) });
		}
	}

	/** Reads the relations of a subject. */
	async list(subject: Subject): Promise<void> {
		const path = relationSearchPath(tenant.projectId, this.spelled(subject));
		await this.call('POST', path, { limit: 1000, offset: 0 });
	}

	/** Somebody who calls SecMaster knows how it spells its classes. */
	private spelled(subject: Subject): Subject {
		const spell = (type: string) =>
			type === 'vulnerabilities' ? this.profile.vulnerabilityClass : type;
		return {
			...subject,
			dataclassType: spell(subject.dataclassType),
			relatedDataclassType: spell(subject.relatedDataclassType),
		};
	}

	private async call(method: HttpRequest['method'], path: string, body: object): Promise<void> {
		await axiosSend({
			method,
			url: this.emulator.url + path,
			headers: { 'content-type': 'application/json', 'x-auth-token': tenant.token },
			body: JSON.stringify(body),
			timeoutMs: this.timeoutMs(),
		});
	}
}

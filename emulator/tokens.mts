import { hexId } from './identifiers.mts';
import { tenant, type Project } from './tenant.mts';

const DAY = 24 * 60 * 60 * 1000;

export interface Token {
	value: string;
	user: string;
	/** Missing in a token without project scope. */
	project?: Project;
	/** The region that issued it. */
	region: string;
	issuedMs: number;
	expiresMs: number;
	readOnly: boolean;
}

/** All tokens: the tenant's fixed ones and those issued by `POST /v3/auth/tokens`. */
export class Tokens {
	private readonly byValue = new Map<string, Token>();
	private serial = 0;

	constructor(nowMs: number) {
		const base = {
			user: tenant.user as string,
			project: tenant.project as Project,
			region: tenant.region as string,
			issuedMs: nowMs - DAY,
			expiresMs: Infinity,
			readOnly: false,
		};
		this.add({ ...base, value: tenant.token });
		this.add({ ...base, value: tenant.readOnlyToken, user: 'reader', readOnly: true });
		this.add({
			...base,
			value: tenant.expiredToken,
			issuedMs: nowMs - 2 * DAY,
			expiresMs: -Infinity,
		});
		this.add({
			...base,
			value: tenant.otherRegionToken,
			project: tenant.otherProject,
			region: tenant.otherRegion,
		});
	}

	/** A new token of 24 hours. A new one does not end the old ones (api-iam/iam_30_0001). */
	issue(nowMs: number, project?: Project): Token {
		this.serial += 1;
		return this.add({
			value: `MIIemulator${hexId(`token ${this.serial}`)}`,
			user: tenant.user,
			project,
			region: tenant.region,
			issuedMs: nowMs,
			expiresMs: nowMs + DAY,
			readOnly: false,
		});
	}

	find(value: string): Token | undefined {
		return this.byValue.get(value);
	}

	private add(token: Token): Token {
		this.byValue.set(token.value, token);
		return token;
	}
}

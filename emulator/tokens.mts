import { hexId } from './identifiers.mts';
import { tenant, type Project } from './tenant.mts';

const DAY = 24 * 60 * 60 * 1000;

/** The IAM whose tokens every region takes (api-iam/iam_30_0001). */
export const GLOBAL = 'global';

export interface Token {
	value: string;
	user: string;
	/** Missing in a token without project scope. */
	project?: Project;
	/** The region whose IAM issued it, or `global`. */
	region: string;
	issuedMs: number;
	expiresMs: number;
	readOnly: boolean;
}

/** All tokens: the tenant's fixed ones and those minted by `POST /v3/auth/tokens`. */
export class Tokens {
	private readonly byValue = new Map<string, Token>();
	private readonly mintedTokens: Token[] = [];
	/**
	 * After so many more calls to SecMaster with minted tokens, all tokens minted so far end at once;
	 * undefined: never.
	 */
	endAfterCalls: number | undefined;

	/** `lifetimeMs`: the life of tokens minted from now on, in milliseconds. */
	constructor(
		nowMs: number,
		public lifetimeMs = DAY,
	) {
		const base = {
			user: tenant.user as string,
			project: tenant.project as Project,
			region: tenant.region as string,
			issuedMs: nowMs - DAY,
			expiresMs: Infinity,
			readOnly: false,
		};
		this.add({ ...base, value: tenant.token });
		this.add({ ...base, value: tenant.readOnlyToken, user: tenant.reader.name, readOnly: true });
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

	/** A new token. It does not end the old ones (api-iam/iam_30_0001). */
	issue(nowMs: number, about: Pick<Token, 'user' | 'project' | 'region' | 'readOnly'>): Token {
		const token = {
			...about,
			value: `MIIemulator${hexId(`token ${this.mintedTokens.length + 1}`)}`,
			issuedMs: nowMs,
			expiresMs: nowMs + this.lifetimeMs,
		};
		this.mintedTokens.push(token);
		return this.add(token);
	}

	/** How many tokens were minted since the start or the last reset. */
	get minted(): number {
		return this.mintedTokens.length;
	}

	/** Ends all tokens minted so far. */
	endMinted(): void {
		for (const token of this.mintedTokens) token.expiresMs = -Infinity;
	}

	find(value: string): Token | undefined {
		return this.byValue.get(value);
	}

	/** A token as it comes with a call to SecMaster. */
	use(value: string): Token | undefined {
		const token = this.byValue.get(value);
		if (!token || !this.mintedTokens.includes(token)) return token;
		if (this.endAfterCalls === 0) {
			this.endMinted();
			this.endAfterCalls = undefined;
		} else if (this.endAfterCalls !== undefined) {
			this.endAfterCalls -= 1;
		}
		return token;
	}

	private add(token: Token): Token {
		this.byValue.set(token.value, token);
		return token;
	}
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { canonicalRequest as asTheGateway } from '../../emulator/canonical-request.mts';
import {
	authorization,
	canonicalRequest,
	stringToSign,
	type SignableRequest,
} from '../../secmaster/auth/signature.ts';

/** One request on its way to a signature, with all that must come out on the way. */
export interface Vector {
	name: string;
	/** Where the expected values come from. */
	source: string;
	request: SignableRequest;
	key: { accessKey: string; secretKey: string };
	/** The headers to sign, the date among them. */
	signed: Record<string, string>;
	canonicalRequest: string;
	stringToSign: string;
	authorization: string;
}

const FOLDER = join('test', 'secmaster', 'auth', 'vectors');

/** All vectors, by file. */
export function readVectors(): Map<string, Vector[]> {
	const files = readdirSync(FOLDER).sort();
	return new Map(
		files.map((file) => [file, JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Vector[]]),
	);
}

type Stages = Pick<Vector, 'canonicalRequest' | 'stringToSign' | 'authorization'>;

/** What the package makes of the vector's request, stage by stage. */
export function stagesOf({ request, key, signed }: Omit<Vector, keyof Stages>): Stages {
	const date = Object.entries(signed).find(([name]) => name.toLowerCase() === 'x-sdk-date')![1];
	const canonical = canonicalRequest(request, signed);
	const toSign = stringToSign(date, canonical);
	return {
		canonicalRequest: canonical,
		stringToSign: toSign,
		authorization: authorization(key, signed, toSign),
	};
}

/**
 * What the emulator makes of a request, as it comes over the wire: Node writes the URL as `URL`
 * spells it. A gateway sees the header that was signed as Host, not the relay's.
 */
export function seenByTheGateway(
	{ method, url, headers = {}, body = '' }: SignableRequest,
	signed: Record<string, string>,
	plus: 'space' | 'plus' = 'space',
): string {
	const { pathname, search } = new URL(url);
	const all = Object.entries({ ...headers, ...signed }).map(
		([name, value]) => [name.toLowerCase(), value] as const,
	);
	const names = Object.keys(signed).map((name) => name.toLowerCase());
	return asTheGateway(
		{
			method,
			url: pathname + search,
			headers: Object.fromEntries(all),
			rawBody: Buffer.from(body, 'utf8'),
		},
		names.sort(),
		plus === 'space',
	);
}

/** The vectors that come out otherwise, as “file: name: stage”. */
export function wrongVectors(): { vectors: number; wrong: string[] } {
	let vectors = 0;
	const wrong: string[] = [];
	for (const [file, list] of readVectors()) {
		for (const vector of list) {
			vectors += 1;
			const stages: Record<string, string> = {
				...stagesOf(vector),
				gateway: seenByTheGateway(vector.request, vector.signed),
			};
			const expected: Record<string, string> = {
				...vector,
				gateway: vector.canonicalRequest,
			} as never;
			for (const [stage, value] of Object.entries(stages)) {
				if (value !== expected[stage]) wrong.push(`${file}: ${vector.name}: ${stage}`);
			}
		}
	}
	return { vectors, wrong };
}

import type { GeneratedRequest } from './requests.mts';

/** Where Huawei's SDK core for Node.js (3.1.211) leaves the documented rule. */
export interface Departure {
	name: string;
	reason: string;
	/** Whether it can make a difference to this request. */
	applies(request: GeneratedRequest): boolean;
}

export const departures: readonly Departure[] = [
	{
		name: 'path escaped twice',
		reason:
			'The rule encodes each part of the path once. The core encodes what is escaped already, by the caller or by url.parse, a second time.',
		applies: ({ path }) => /[%'"{}|^`<>\s]/.test(path),
	},
	{
		name: 'relative and empty path segments kept',
		reason:
			'The rule removes redundant and relative parts. The core signs them, and its own HTTP client then sends the path without the relative ones.',
		applies: ({ path }) => /\/\.{0,2}(?=\/.)|\/\.{1,2}$|\/\/$|\/\.{1,2}\/$/.test(path),
	},
	{
		name: 'query sorted by UTF-16 units',
		reason:
			'The rule sorts by character code. The core sorts by UTF-16 units, which puts characters beyond U+FFFF before those from U+E000 on; the cores for Go and Python do not.',
		applies: ({ pairs }) =>
			pairs.some(([name, value]) =>
				pairs.some(
					([otherName, otherValue]) =>
						sortsOtherwise(name, otherName) || sortsOtherwise(value, otherValue),
				),
			),
	},
	{
		name: 'body that is false taken for none',
		reason:
			'The rule hashes what is sent. The core hashes nothing for null, false, 0 and an empty text.',
		applies: ({ data }) => data !== undefined && !data,
	},
	{
		name: 'default port kept',
		reason:
			'The rule signs the Host header, which has no port when it is the default one. The core signs the port that was typed.',
		applies: ({ host }) => host.endsWith(':443'),
	},
	{
		name: 'header values not trimmed',
		reason: 'The rule removes the spaces around a value. The core signs them.',
		applies: ({ securityToken = '' }) => securityToken !== securityToken.trim(),
	},
	{
		name: 'method as typed',
		reason: 'HTTP methods are sent in capitals. The core signs them as they were given.',
		applies: ({ method }) => method !== method.toUpperCase(),
	},
];

function sortsOtherwise(one: string, other: string): boolean {
	const byBytes = Math.sign(Buffer.compare(Buffer.from(one), Buffer.from(other)));
	return byBytes !== (one === other ? 0 : one < other ? -1 : 1);
}

import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

/** What `authenticate` gets: options of n8n's helper, or of its older one (HTTP Request node). */
export type AnyRequestOptions = Omit<IHttpRequestOptions, 'url'> & {
	url?: string;
	uri?: string;
	form?: unknown;
	formData?: unknown;
	useQuerystring?: boolean;
	qsStringifyOptions?: { arrayFormat?: string };
	followRedirect?: boolean;
	followAllRedirects?: boolean;
	maxRedirects?: number;
};

const ABSOLUTE = /^([a-z][a-z\d+\-.]*:)?\/\//i;

/** The URL that n8n will call, without `qs`: joined with the base URL as axios joins them. */
export function targetOf({ url, uri, baseURL }: AnyRequestOptions): string {
	const target = url ?? uri ?? '';
	if (!baseURL || ABSOLUTE.test(target)) return target;
	return `${baseURL.replace(/\/+$/, '')}/${target.replace(/^\/+/, '')}`;
}

/** The options without the headers of these names (lower case). */
export const headersWithout = (
	headers: IDataObject | undefined,
	names: readonly string[],
): IDataObject =>
	Object.fromEntries(
		Object.entries(headers ?? {}).filter(([name]) => !names.includes(name.toLowerCase())),
	);

/** No redirect is followed: it would carry the credential to another host. */
export const NO_REDIRECTS = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
	maxRedirects: 0,
} as const;

/** The query of `qs` as n8n would write it; empty when there is none. */
export function queryOf(options: AnyRequestOptions): string {
	const format =
		options.arrayFormat ??
		options.qsStringifyOptions?.arrayFormat ??
		(options.useQuerystring ? 'repeat' : 'brackets');
	return Object.entries(options.qs ?? {})
		.flatMap(([name, value]) => pairsOf(name, value, format))
		.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
		.join('&');
}

function pairsOf(name: string, value: unknown, format: string): Array<[string, string]> {
	if (value === undefined || value === null) return [];
	if (value instanceof Date) return [[name, value.toISOString()]];
	if (Array.isArray(value)) {
		return value.flatMap((one: unknown, index) => {
			const suffix = format === 'repeat' ? '' : format === 'indices' ? `[${index}]` : '[]';
			return pairsOf(`${name}${suffix}`, one, format);
		});
	}
	if (typeof value === 'object') {
		return Object.entries(value).flatMap(([key, one]) => pairsOf(`${name}[${key}]`, one, format));
	}
	return [[name, String(value as string | number | boolean)]];
}

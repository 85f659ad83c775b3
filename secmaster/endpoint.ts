import { invalid, quote, valid, type Checked } from './inputProblem';
import { findRegion } from './regions';

/** Value of the Region field that reveals the endpoint fields. */
export const CUSTOM_REGION = 'custom';

/** The fields of the credential that say where SecMaster is. */
export interface EndpointFields {
	region?: unknown;
	endpoint?: unknown;
	iamEndpoint?: unknown;
}

/** Base URLs without a trailing slash. */
export interface Endpoints {
	secMaster: string;
	/** Undefined for a custom endpoint without an IAM endpoint. */
	iam?: string;
	/** Region ID, or `custom`. */
	region: string;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The base URLs that the credential names.
 * Plain HTTP is accepted for loopback addresses only: a token sent in the clear is a token given away.
 */
export function resolveEndpoints(fields: EndpointFields): Checked<Endpoints> {
	const id = String(fields.region ?? '').trim();
	if (id !== CUSTOM_REGION) {
		const region = findRegion(id);
		if (!region) {
			return invalid(
				'Region',
				`'Region' is ${quote(id)}, which is not a region with SecMaster.`,
				"Choose a region from the list, or 'Custom' and give the endpoint.",
			);
		}
		return valid({
			secMaster: `https://${region.secMasterHost}`,
			iam: `https://${region.iamHost}`,
			region: id,
		});
	}
	const secMaster = checkUrl('Endpoint', fields.endpoint);
	if (!secMaster.ok) return secMaster;
	if (String(fields.iamEndpoint ?? '').trim() === '') {
		return valid({ secMaster: secMaster.value, region: CUSTOM_REGION });
	}
	const iam = checkUrl('IAM Endpoint', fields.iamEndpoint);
	if (!iam.ok) return iam;
	return valid({ secMaster: secMaster.value, iam: iam.value, region: CUSTOM_REGION });
}

/** True when a credential may be sent there: HTTPS, or HTTP to this machine. */
export function isSafeUrl(url: string, baseUrl?: string): boolean {
	try {
		const { protocol, hostname } = new URL(url, baseUrl);
		return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
	} catch {
		return false;
	}
}

function checkUrl(field: string, value: unknown): Checked<string> {
	const text = String(value ?? '').trim();
	const example = 'Give a URL such as https://secmaster.cn-north-4.myhuaweicloud.com.';
	if (text === '') return invalid(field, `'${field}' is empty.`, example);
	let url: URL;
	try {
		url = new URL(text.includes('://') ? text : `https://${text}`);
	} catch {
		return invalid(field, `'${field}' is ${quote(text)}, which is not a URL.`, example);
	}
	if (url.username || url.password) {
		return invalid(
			field,
			`'${field}' holds a user name or a password.`,
			'Give the URL without them; the credential has fields of its own for secrets.',
		);
	}
	if (url.search || url.hash) {
		return invalid(
			field,
			`'${field}' is ${quote(text)}, which has a query or a fragment.`,
			'Give the URL up to the host name, without "?" and "#".',
		);
	}
	if (!isSafeUrl(url.href)) {
		return invalid(
			field,
			`'${field}' is ${quote(text)}, which would send the credential unencrypted.`,
			'Use https://. Plain http:// is accepted for this machine only, e.g. http://127.0.0.1:8888.',
		);
	}
	return valid(`${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`);
}

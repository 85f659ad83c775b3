import { AKSKSigner } from '@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner';
import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials';
import fc from 'fast-check';

import { signableUrl } from '../../secmaster/auth/canonicalUrl.ts';
import { canonicalRequest, signRequest, type SigningKey } from '../../secmaster/auth/signature.ts';
import { departures } from './departures.mts';
import { generatedRequest, type GeneratedRequest } from './requests.mts';
import { seenByTheGateway } from './vectors.mts';

export interface Conformance {
	generated: number;
	/** Signatures that differ without a known departure, and canonical requests that the emulator sees otherwise. */
	mismatches: string[];
	/** How many signatures differed for each departure of the SDK. */
	departures: Record<string, number>;
	seed: number;
}

/** From so many requests on, each departure must have shown. */
const ENOUGH = 300;

/** Signs generated requests with the package and with Huawei's SDK core, and compares. */
export function compareGenerated(count: number, seed: number): Conformance {
	const shown: Record<string, number> = Object.fromEntries(departures.map(({ name }) => [name, 0]));
	const mismatches: string[] = [];
	for (const request of fc.sample(generatedRequest, { numRuns: count, seed })) {
		const ours = sign(request);
		if (!isSeenAlike(request, ours)) mismatches.push(`the gateway: ${fc.stringify(request)}`);
		if (ours.Authorization === signBySdk(request, ours['X-Sdk-Date'])) continue;
		const known = departures.filter(({ applies }) => applies(request));
		if (known.length === 0) mismatches.push(`the SDK: ${fc.stringify(request)}`);
		for (const { name } of known) shown[name] += 1;
	}
	if (count >= ENOUGH) {
		const missing = Object.keys(shown).filter((name) => shown[name] === 0);
		mismatches.push(...missing.map((name) => `The departure “${name}” never showed.`));
	}
	return { generated: count, mismatches, departures: shown, seed };
}

const urlOf = ({ host, path, query }: GeneratedRequest): string =>
	`https://${host}${path}${query === '' ? '' : `?${query}`}`;

function signable(request: GeneratedRequest) {
	const { method, data } = request;
	const body = data === undefined ? undefined : JSON.stringify(data);
	return { method, url: urlOf(request), body };
}

function sign(request: GeneratedRequest): Record<string, string> {
	return signRequest(signable(request), request satisfies SigningKey);
}

/** The emulator sees the same canonical request, as typed and as spelt for sending. */
function isSeenAlike(request: GeneratedRequest, headers: Record<string, string>): boolean {
	const sent = signable(request);
	const signed: Record<string, string> = { ...headers, Host: new URL(sent.url).host };
	delete signed.Authorization;
	const ours = canonicalRequest(sent, signed);
	const url = signableUrl(sent.url);
	return (
		ours === seenByTheGateway(sent, signed) &&
		ours === seenByTheGateway({ ...sent, url }, signed) &&
		ours === seenByTheGateway({ ...sent, url }, signed, 'plus')
	);
}

function signBySdk(request: GeneratedRequest, date: string): string {
	const { host, path, method, data, pairs, projectId, securityToken } = request;
	const values = new Map<string, string[]>();
	for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
	const headers = {
		'X-Sdk-Date': date,
		...(projectId === undefined ? {} : { 'X-Project-Id': projectId }),
		...(securityToken === undefined ? {} : { 'X-Security-Token': securityToken }),
	};
	const queryParams = Object.fromEntries(values);
	const endpoint = `https://${host}${path}`;
	const credentials = new BasicCredentials().withAk(request.accessKey).withSk(request.secretKey);
	const signed = AKSKSigner.sign(
		{ endpoint, method, headers, queryParams, data } as never,
		credentials as never,
	) as Record<string, string>;
	return signed.Authorization;
}

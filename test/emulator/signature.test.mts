import { AKSKSigner } from '@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner';
import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials';
import axios from 'axios';

import { campaigns } from '../../emulator/seed/campaigns.mts';
import { tenant } from '../../emulator/tenant.mts';
import { signedCall, type SignedCall } from './signed.mts';
import { soc, wire, type Wire } from './wire.mts';

const MINUTE = 60 * 1000;
const START = Date.parse('2026-03-01T12:00:00Z');
const { incidentId, alertIds } = campaigns.sshBruteForce;
const { main, readOnly, temporary, expired, disabled } = tenant.accessKeys;
const AK = main.accessKey;
const relation = soc(`incidents/${incidentId}/alerts`);
const search = soc('alerts/search');
const wrong = { secretKey: 'EmulatorOnlySecretOfTheAnalyst0000000009' };

let now = START;
let w: Wire;

beforeAll(async () => {
	w = await wire({ now: () => now });
});
beforeEach(() => {
	now = START;
	w.emulator.reset();
});
afterAll(() => w.emulator.close());

const call = (options: Partial<SignedCall> & { path?: string } = {}) => {
	const { path = search, ...rest } = options;
	const body = rest.method === 'GET' ? undefined : '{"limit":1}';
	return signedCall({ method: 'POST', body, now, ...rest, url: w.emulator.url + path });
};
const last = () => w.emulator.calls.all().at(-1)!;
const refusal = async (options: Parameters<typeof call>[0]) => {
	const { status, data } = await call(options);
	return [status, data.error_code, data.error_msg, last().signature];
};
const prefix = 'Incorrect IAM authentication information: ';
const unauthenticated = (text: string, verdict: string) => [
	401,
	'APIGW.0301',
	prefix + text,
	verdict,
];
const calm = () => Object.assign(w.emulator.profile, { signatureEcho: false });

describe('a well signed call', () => {
	it('is carried out, and logged with its key', async () => {
		const body = JSON.stringify({ ids: alertIds.slice(10, 12) });
		const { status, data } = await call({ path: relation, body });
		expect([status, data.data.success_ids]).toEqual([200, alertIds.slice(10, 12)]);
		expect(last()).toMatchObject({
			scheme: 'signature',
			accessKey: AK,
			signature: 'good',
			user: tenant.user,
		});
		expect(w.emulator.calls.badlySigned()).toEqual([]);
	});

	it.each<[what: string, options: Partial<SignedCall> & { path?: string }]>([
		[
			'DELETE with a body',
			{ method: 'DELETE', path: relation, body: `{"ids":["${alertIds[0]}"]}` },
		],
		['an empty object', { body: '{}' }],
		['an empty text', { body: '' }],
		['Chinese text', { body: '{"condition":{"conditions":[],"logics":[]},"标题":"暴力破解 🔥"}' }],
		['GET with a query', { method: 'GET', path: `${soc('dataclasses')}?offset=0&limit=2` }],
		[
			'a query of all sorts',
			{
				method: 'GET',
				path: `${soc('dataclasses')}?z&name=%E4%B8%80+%2F%2f%20(!'*)&b=2&b=10&b=1&a%2Bb=~&é=`,
			},
		],
		['GET with a body', { method: 'GET', path: soc('dataclasses'), body: '{}' }],
		['a trailing slash that is sent', { method: 'GET', path: `${soc('dataclasses')}/` }],
	])('%s', async (_what, options) => {
		await call(options);
		expect(last()).toMatchObject({ scheme: 'signature', signature: 'good' });
	});

	it('may come from any signer that signs all its headers', async () => {
		const url = new URL(w.emulator.url + search);
		const headers = {
			'content-type': 'application/json',
			'X-Project-Id': tenant.projectId,
			'X-Sdk-Date': '20260301T120000Z',
		};
		const data = { limit: 2, offset: 0 };
		const credentials = new BasicCredentials().withAk(main.accessKey).withSk(main.secretKey);
		const request = { endpoint: url.href, method: 'POST', headers, queryParams: {}, data };
		const signed = AKSKSigner.sign(request as never, credentials as never) as typeof headers;
		const answer = await axios.post(url.href, data, { headers: signed });
		expect(answer.data.data).toHaveLength(2);
		expect(last()).toMatchObject({ signature: 'good' });
	});
});

describe('a badly signed call', () => {
	beforeEach(calm);

	it.each<[what: string, options: Partial<SignedCall> & { path?: string }]>([
		['with another secret key', { key: wrong }],
		['for another project', { headers: { 'X-Project-Id': tenant.otherProjectId } }],
		['at another time', { headers: { 'X-Sdk-Date': '20260301T120001Z' } }],
		['without its time', { headers: { 'X-Sdk-Date': undefined } }],
		['with a time of no form', { headers: { 'X-Sdk-Date': '2026-03-01T12:00:00Z' } }],
	])('is refused: %s', async (_what, options) => {
		expect(await refusal(options)).toEqual(unauthenticated('verify aksk signature fail', 'bad'));
		expect(w.emulator.calls.badlySigned(AK)).toHaveLength(1);
		expect(w.emulator.calls.badlySigned(readOnly.accessKey)).toEqual([]);
	});

	it.each([
		['method', { method: 'DELETE' }],
		['path', { url: soc('incidents/search', tenant.workspaces.second.id) }],
		['query', { url: `${relation}?limit=2` }],
		['body', { data: '{"ids":[]}' }],
	])('is refused when the %s was changed on its way', async (_what, change) => {
		const { config } = await call({ path: relation });
		expect(last().signature).toBe('good');
		const { data } = config;
		const headers = { ...config.headers, 'Content-Length': undefined };
		const changed = { method: 'POST', url: relation, data, headers, ...change };
		const url = w.emulator.url + changed.url;
		await axios.request({ ...changed, url, validateStatus: () => true });
		expect(last().signature).toBe('bad');
	});

	it.each([
		'SDK-HMAC-SHA256',
		'SDK-HMAC-SHA256 Access=A, SignedHeaders=x-sdk-date, Signature=00',
		`SDK-HMAC-SHA256 Access=${AK}, SignedHeaders=X-Sdk-Date, Signature=${'0'.repeat(64)}`,
		`SDK-HMAC-SHA256 Access=${AK}, SignedHeaders=x-sdk-date;host, Signature=${'0'.repeat(64)}`,
	])('is refused when its header is malformed: %s', async (Authorization) => {
		const expected = unauthenticated('verify aksk signature fail', 'malformed');
		expect(await refusal({ headers: { Authorization } })).toEqual(expected);
	});

	it('is refused when its date is not signed', async () => {
		const Authorization = `SDK-HMAC-SHA256 Access=${AK}, SignedHeaders=host, Signature=${'0'.repeat(64)}`;
		expect((await refusal({ headers: { Authorization } }))[3]).toBe('bad');
	});
});

describe('the clock', () => {
	const text = 'calc ak sk signature fail:signature expired';
	it.each([
		[15 * MINUTE, 'good'],
		[-15 * MINUTE, 'good'],
		[15 * MINUTE + 1000, 'clock'],
		[-15 * MINUTE - 1000, 'clock'],
	])('of the caller may be wrong by 15 minutes: %i ms', async (skew, verdict) => {
		const answer = await call({ now: now + skew });
		expect(last().signature).toBe(verdict);
		expect(answer.headers.date).toBe('Sun, 01 Mar 2026 12:00:00 GMT');
		if (verdict === 'clock') expect(answer.data.error_msg).toBe(prefix + text);
	});
});

describe('keys', () => {
	it('that nobody has', async () => {
		const unknown = { ...main, accessKey: 'EMULATORNOBODYSKEY99' };
		expect(await refusal({ key: unknown })).toEqual(
			unauthenticated(
				'Get secretKey failed,ak:EMULATORNOBODYSKEY99,err:ak not exist',
				'unknownKey',
			),
		);
		expect(w.emulator.calls.badlySigned(unknown.accessKey)).toHaveLength(1);
	});

	it('that are disabled', async () => {
		const [status, code, , verdict] = await refusal({ key: disabled });
		expect([status, code, verdict]).toEqual([401, 'APIGW.0301', 'disabledKey']);
	});

	it('that may only read', async () => {
		expect((await call({ key: readOnly })).status).toBe(200);
		expect(last()).toMatchObject({ accessKey: readOnly.accessKey, user: tenant.reader.name });
		const body = JSON.stringify({ ids: alertIds.slice(0, 1) });
		expect((await call({ path: relation, key: readOnly, body })).status).toBe(403);
	});

	it('that are temporary, until their time is over', async () => {
		expect((await call({ key: temporary })).status).toBe(200);
		const missing = await refusal({ key: { ...temporary, securityToken: undefined } });
		expect(missing).toEqual(
			unauthenticated(
				`Get secretKey failed,ak:${temporary.accessKey},err:ak not exist`,
				'securityToken',
			),
		);
		const other = await refusal({ key: { ...temporary, securityToken: 'of-another-key' } });
		expect(other).toEqual(unauthenticated('decrypt token fail', 'securityToken'));
		const over = unauthenticated('calc ak sk signature fail:signature expired', 'expiredKey');
		expect(await refusal({ key: expired })).toEqual(over);
		now += 24 * 60 * MINUTE - 1;
		expect((await call({ key: temporary })).status).toBe(200);
		now += 1;
		expect(await refusal({ key: temporary })).toEqual(over);
	});
});

describe('the lock', () => {
	beforeEach(calm);
	const bad = () => refusal({ key: wrong });
	const locked = unauthenticated('AK access failed to reach the limit,forbidden.', 'locked');

	it('closes after five bad signatures for five minutes', async () => {
		for (let count = 0; count < 5; count++) expect((await bad())[3]).toBe('bad');
		expect(await bad()).toEqual(locked);
		expect(await refusal({})).toEqual(locked);
		expect((await call({ key: readOnly })).status).toBe(200);
		now += 5 * MINUTE - 1;
		expect(await refusal({})).toEqual(locked);
		now += 1;
		expect((await call()).status).toBe(200);
		expect(w.emulator.calls.badlySigned(AK)).toHaveLength(8);
	});

	it('counts failures in a row only', async () => {
		for (let round = 0; round < 2; round++) {
			for (let count = 0; count < 4; count++) expect((await bad())[3]).toBe('bad');
			expect((await call()).status).toBe(200);
		}
	});

	it('counts a wrong clock, and IAM shares it', async () => {
		for (let count = 0; count < 5; count++) await call({ now: now + 20 * MINUTE });
		const answer = await call({ method: 'GET', path: '/v3/projects' });
		expect([answer.status, answer.data.error_code]).toEqual([401, 'APIGW.0301']);
		expect(last()).toMatchObject({ route: 'iam.projects.list', signature: 'locked' });
	});
});

describe('the project', () => {
	it.each([
		[tenant.otherProjectId, 'APIGW.0302', 'X-Project-Id is not of the project in the path'],
		['0123456789abcdef0123456789abcdef', 'APIGW.0310', 'The project is unavailable.'],
	])('of the header must be the one of the path: %s', async (projectId, code, message) => {
		const { status, data } = await call({ key: { projectId } });
		expect([status, data.error_code, data.error_msg]).toEqual([403, code, message]);
		expect(last().signature).toBe('good');
	});
});

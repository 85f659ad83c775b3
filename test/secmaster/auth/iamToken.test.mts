import { tenant } from '../../../emulator/tenant.mts';
import { readIamToken } from '../../../secmaster/auth/iamToken.ts';
import type { HttpRequest, Send, SendResult } from '../../../secmaster/http/send.ts';
import { emulated } from '../../emulated.mts';
import { axiosSend } from '../axiosSend.mts';

const NOW = Date.UTC(2024, 0, 20, 12);
const shared = emulated({ now: () => NOW });

it('reads project and end of a token', async () => {
	await expect(readIamToken(axiosSend, shared.emulator.url, tenant.token)).resolves.toEqual({
		expiresAt: NOW + 24 * 60 * 60 * 1000,
		projectId: tenant.projectId,
		projectName: 'cn-north-4',
	});
	expect(shared.emulator.calls.all()).toMatchObject([
		{ route: 'iam.token.validate', query: 'nocatalog=true', status: 200 },
	]);
});

it.each([
	['unknown', 'garbage'],
	['expired', tenant.expiredToken],
	["another region's", tenant.otherRegionToken],
])('knows nothing of a token that is %s', async (_what, token) => {
	await expect(readIamToken(axiosSend, shared.emulator.url, token)).resolves.toBeUndefined();
	expect(shared.emulator.calls.count('iam.token.validate')).toBe(1);
});

it('asks nobody when the IAM endpoint is not known', async () => {
	const send: Send = async () => await Promise.reject(new Error('called'));
	await expect(readIamToken(send, undefined, tenant.token)).resolves.toBeUndefined();
});

it.each(['resetBeforeCommit', 'internal', 'html', 'malformedJson', 'emptyBody'] as const)(
	'knows nothing after %s',
	async (kind) => {
		shared.emulator.faults.add({ kind, route: 'iam.token.validate' });
		await expect(
			readIamToken(axiosSend, shared.emulator.url, tenant.token),
		).resolves.toBeUndefined();
		expect(shared.emulator.faults.fired()).toHaveLength(1);
	},
);

describe('of an answer', () => {
	const requests: HttpRequest[] = [];
	const read = async (status: number, body: string) => {
		requests.length = 0;
		const result: SendResult = { kind: 'response', response: { status, headers: {}, body } };
		const send: Send = async (request) => {
			requests.push(request);
			return result;
		};
		return await readIamToken(send, 'https://iam.example.com', 'MIIx');
	};

	it('to a request that the token itself authenticates', async () => {
		await read(200, '{}');
		expect(requests).toEqual([
			{
				method: 'GET',
				url: 'https://iam.example.com/v3/auth/tokens?nocatalog=true',
				headers: {
					accept: 'application/json',
					'X-Auth-Token': 'MIIx',
					'X-Subject-Token': 'MIIx',
				},
				timeoutMs: 15_000,
			},
		]);
	});

	const NOTHING = { expiresAt: undefined, projectId: undefined, projectName: undefined };
	it.each([
		[200, '{"token":{}}', NOTHING],
		[200, '{"token":{"expires_at":"soon"}}', NOTHING],
		[
			200,
			'{"token":{"expires_at":"2020-01-04T09:05:22.701000Z","project":{}}}',
			{ ...NOTHING, expiresAt: Date.UTC(2020, 0, 4, 9, 5, 22, 701) },
		],
		[
			200,
			'{"token":{"project":{"id":"p","name":"n"}}}',
			{ ...NOTHING, projectId: 'p', projectName: 'n' },
		],
		[200, '{}', undefined],
		[200, '{"token":null}', undefined],
		[200, 'null', undefined],
		[200, '', undefined],
		[201, '{"token":{}}', undefined],
		[404, '{"token":{}}', undefined],
	])('HTTP %d %s it reads %j', async (status, body, token) => {
		await expect(read(status, body)).resolves.toEqual(token);
	});
});

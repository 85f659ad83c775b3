import { jest } from '@jest/globals';

import type { INodeParameters } from 'n8n-workflow';

import { tenant } from '../../emulator/tenant.mts';
import { accessKeyCredentialOf, emulated, iamUserCredentialOf } from '../emulated.mts';
import { associateParameters } from './associateParameters.mts';
import { pickerContext, runNode, type NodeSettings } from './engine.mts';

jest.setTimeout(60_000);

const shared = emulated();

const accessKey = (more: object = {}) => ({
	...accessKeyCredentialOf(shared.emulator.url),
	...more,
});
const iamUser = (more: object = {}) => ({ ...iamUserCredentialOf(shared.emulator.url), ...more });

/** A secret key of the right shape that is not the tenant's. */
const WRONG = { secretKey: 'x'.repeat(40) };

const calls = () => shared.emulator.calls.all();
const routes = () => calls().map(({ route }) => route);
const badSignatures = () =>
	calls().filter(({ signature }) => signature !== undefined && signature !== 'good').length;

/** Settings that associate three alerts with the first incident. */
function associating(more: Partial<NodeSettings> = {}): NodeSettings {
	const [incident] = shared.ids('incidents', 1);
	return { parameters: associateParameters(incident, shared.ids('alerts', 3, 40)), ...more };
}

/** Settings and input of `count` alerts, one per item. */
function onePerItem(count: number) {
	const [incident] = shared.ids('incidents', 1);
	const alerts = shared.emulator.populate(shared.workspaceId, 'alerts', count);
	return {
		settings: { parameters: associateParameters(incident, '={{ $json.id }}') },
		input: alerts.map((id) => ({ id })),
	};
}

describe('each way associates', () => {
	it.each<[string, () => object, string]>([
		['an access key', accessKey, 'signature'],
		['a temporary access key', () => accessKey({ ...tenant.accessKeys.temporary }), 'signature'],
		['an IAM user', iamUser, 'token'],
		['a token', () => shared.credential, 'token'],
	])('%s', async (_way, credential, scheme) => {
		const { success, error } = await runNode(credential() as never, associating());
		expect(error).toBeUndefined();
		expect(success[0].json).toMatchObject({ success: true, error_ids: [] });
		expect(calls().at(-1)).toMatchObject({ route: 'relations.create', scheme, status: 200 });
		expect(badSignatures()).toBe(0);
	});

	it('a token without a project ID, whose project IAM names', async () => {
		const { success } = await runNode({ ...shared.credential, projectId: '' }, associating());
		expect(success[0].json).toMatchObject({ success: true });
		expect(routes()).toEqual(['iam.token.validate', 'relations.create']);
	});

	it('an access key under both readings of a missing project header', async () => {
		shared.emulator.profile.projectHeader = 'required';
		const { success } = await runNode(accessKey(), associating());
		expect(success[0].json).toMatchObject({ success: true });
	});
});

describe('a refused signature', () => {
	it('ends a run of 1,000 items after one', async () => {
		const { settings, input } = onePerItem(1000);
		const { error } = await runNode(accessKey(WRONG), settings, input);
		expect(error?.message).toMatch(
			/: The signature was refused \(HTTP 401, APIGW\.0301: Incorrect IAM authentication information: verify aksk signature fail\)\. Check 'Secret Access Key' in the credential: it must belong to the access key ID\./,
		);
		expect(badSignatures()).toBe(1);
		expect(calls()).toHaveLength(1);
	});

	const id = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
	const type = { __rl: true, mode: 'name', value: 'Malware / Ransomware' };
	const none = { mappingMode: 'defineBelow', value: null };
	it.each<[string, INodeParameters]>([
		['associate', associateParameters('={{ $json.id }}', '={{ $json.id }}')],
		[
			'disassociate',
			associateParameters('={{ $json.id }}', '={{ $json.id }}', { operation: 'disassociate' }),
		],
		['get', { dataObject: id }],
		[
			'create',
			{ title: '={{ $json.id }}', objectType: type, severity: 'High', customFields: none },
		],
		[
			'update',
			{ objectIds: '={{ $json.id }}', updateFields: { severity: '={{ $json.severity }}' } },
		],
		['close', { objectIds: '={{ $json.id }}' }],
		['delete', { objectIds: '={{ $json.id }}' }],
	])('ends a run after one, whatever the node does: %s', async (operation, parameters) => {
		const alerts = shared.ids('alerts', 8);
		const input = alerts.map((alert, index) => ({
			id: alert,
			severity: ['Fatal', 'High', 'Medium', 'Low'][index % 4],
		}));
		await runNode(
			accessKey(WRONG),
			{
				parameters: { resource: 'alert', operation, options: {}, ...parameters },
				retryOnFail: true,
				maxTries: 3,
				onError: 'continueErrorOutput',
			},
			input,
		);
		expect(badSignatures()).toBe(1);
	});

	it('is not sent again by Retry On Fail', async () => {
		const { error } = await runNode(
			accessKey(WRONG),
			associating({ retryOnFail: true, maxTries: 5 }),
		);
		expect(error?.message).toMatch(
			/^In the credential, the access key was refused earlier in this execution: The signature was refused /,
		);
		expect(calls()).toHaveLength(1);
	});

	it('does not disturb the next execution with the right key', async () => {
		await runNode(accessKey(WRONG), associating());
		const { success } = await runNode(accessKey(), associating());
		expect(success[0].json).toMatchObject({ success: true });
	});

	it("is sent again by n8n's Retry of the execution once it was corrected, and not before", async () => {
		const { run: failed } = await runNode(accessKey(WRONG), associating());
		expect(JSON.stringify(failed)).not.toContain(WRONG.secretKey);
		const { error } = await runNode(accessKey(WRONG), associating({ retryOf: failed }));
		expect(error?.message).toContain('was refused earlier in this execution');
		const { success } = await runNode(accessKey(), associating({ retryOf: failed }));
		expect(success[0].json).toMatchObject({ success: true });
		expect(badSignatures()).toBe(1);
	});

	it('is sent once by a list of the editor', async () => {
		const context = pickerContext(accessKey(WRONG), associating().parameters);
		const { listSearch } = new (await import('../../nodes/SecMaster/SecMaster.node.ts')).SecMaster()
			.methods;
		await expect(listSearch.searchWorkspaces.call(context)).rejects.toThrow(
			'The signature was refused',
		);
		expect(calls()).toHaveLength(1);
	});

	it.each<[string, object, RegExp]>([
		['swapped', { accessKey: WRONG.secretKey, secretKey: 'A'.repeat(20) }, /are swapped/],
		['cut off', { secretKey: 'short' }, /has 5 characters, and IAM makes 40/],
		['empty', { secretKey: ' ' }, /'Secret Access Key' is empty/],
	])('costs nothing when the key is %s', async (_what, change, message) => {
		const { error } = await runNode(accessKey(change), associating());
		expect(error?.message).toMatch(message);
		expect(calls()).toHaveLength(0);
	});
});

describe('the token of an IAM user', () => {
	const minted = () => routes().filter((route) => route === 'iam.token.create').length;

	it('is got once for 1,000 items, and kept for the next run', async () => {
		const { settings, input } = onePerItem(1000);
		const first = await runNode(iamUser(), settings, input);
		expect(first.success).toHaveLength(1000);
		expect(minted()).toBe(1);
		expect(first.credentialSaves).toBe(1);
		const second = await runNode(first.credential, associating());
		expect(second.success[0].json).toMatchObject({ success: true });
		expect(minted()).toBe(1);
	});

	it('is renewed once when it ends in mid-run, with several calls under way', async () => {
		shared.emulator.tokens.endAfterCalls = 3;
		const { settings, input } = onePerItem(1000);
		const { success, credentialSaves } = await runNode(iamUser(), settings, input);
		expect(success.every(({ json }) => json.success === true)).toBe(true);
		expect(calls().filter(({ status }) => status === 401).length).toBeGreaterThan(0);
		expect(minted()).toBe(2);
		expect(credentialSaves).toBe(2);
	});

	it('is asked for once more when IAM refuses to renew it, with several calls under way', async () => {
		shared.emulator.tokens.endAfterCalls = 3;
		shared.emulator.faults.add({
			kind: 'forbidden',
			route: 'iam.token.create',
			skip: 1,
			times: Infinity,
		});
		const { settings, input } = onePerItem(1000);
		const { success } = await runNode(iamUser(), settings, input);
		expect(success.some(({ json }) => json.success === true)).toBe(true);
		const failed = success.filter(({ json }) => json.success === false);
		expect(failed.length).toBeGreaterThan(400);
		const reasons = new Set(
			failed.flatMap(({ json }) =>
				(json.failures as Array<{ reason: string }>).map((one) => one.reason),
			),
		);
		expect([...reasons].sort()).toEqual(['not_sent', 'unauthenticated']);
		expect(minted()).toBe(2);
	});

	it('is renewed before a run when it is about to end', async () => {
		shared.emulator.tokens.lifetimeMs = 4 * 60_000;
		const { credential } = await runNode(iamUser(), associating());
		await runNode(credential, associating());
		expect(minted()).toBe(2);
		expect(calls().every(({ status }) => status < 300)).toBe(true);
	});

	it('is not sent after the user has changed', async () => {
		const { credential } = await runNode(iamUser(), associating());
		shared.emulator.calls.clear();
		const { name: userName, password } = tenant.reader;
		const { error } = await runNode({ ...credential, userName, password }, associating());
		expect(error?.message).toContain('not allowed');
		expect(calls().map(({ user }) => user)).not.toContain(tenant.user);
	});

	it('is asked for once when the password is wrong', async () => {
		const { error } = await runNode(iamUser({ password: 'wrong-password' }), associating());
		expect(error?.message).toContain(
			"In the credential, IAM refused the account, the user name or the password (HTTP 401: The username or password is wrong). Check 'Account Name', 'User Name' and 'Password'. It must be an IAM user with programmatic access; an account of the type HUAWEI ID cannot get a token itself. Check the credential.",
		);
		expect(routes()).toEqual(['iam.token.create']);
	});

	it('is not to be had while IAM is out of order: no word against the credential', async () => {
		shared.emulator.faults.add({
			kind: 'internalPermanent',
			route: 'iam.token.create',
			times: Infinity,
		});
		const { error } = await runNode(iamUser(), associating());
		expect(error?.message).toContain('Try again later.');
		expect(error?.message).not.toMatch(/In the credential|Check the credential|Check 'Acc/);
		expect(new Set(routes())).toEqual(new Set(['iam.token.create']));
	});

	it('is asked for again when IAM has passing troubles', async () => {
		shared.emulator.faults.add({ kind: 'unavailable', route: 'iam.token.create' });
		const { success } = await runNode(iamUser(), associating());
		expect(success[0].json).toMatchObject({ success: true });
	});
});

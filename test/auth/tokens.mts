import { startEmulator } from '../../emulator/start.mts';
import { iamUserCredentialOf } from '../emulated.mts';
import { associateParameters } from '../workflow/associateParameters.mts';
import { runNode } from '../workflow/engine.mts';
import type { Part } from './report.mts';

/** Counts the tokens that IAM mints for a run of 1,000 items. */
export async function tokensMinted(): Promise<Part> {
	const emulator = await startEmulator();
	const workspaceId = emulator.tenant.workspaces.main.id;
	const problems: string[] = [];

	const mint = async (title: string, endAfterCalls: number | undefined, expected: number) => {
		emulator.reset();
		emulator.tokens.endAfterCalls = endAfterCalls;
		const incident = emulator.objects(workspaceId, 'incidents')[0].id;
		const alerts = emulator.populate(workspaceId, 'alerts', 1000);
		const { success } = await runNode(
			iamUserCredentialOf(emulator.url),
			{ parameters: associateParameters(incident, '={{ $json.id }}') },
			alerts.map((id) => ({ id })),
		);
		const done = success.filter(({ json }) => json.success === true).length;
		if (done !== 1000) problems.push(`${title}: ${done} of 1,000 items succeeded`);
		const refused = emulator.calls.all().filter(({ status }) => status === 401).length;
		if (endAfterCalls !== undefined && refused === 0) problems.push(`${title}: no token ended`);
		const { minted } = emulator.tokens;
		if (minted !== expected) problems.push(`${title}: ${minted} tokens in place of ${expected}`);
		return minted;
	};

	const tokens_minted = {
		cold_1000_items: await mint('cold start', undefined, 1),
		expiry_mid_run: await mint('expiry in mid-run', 4, 2),
	};
	await emulator.close();
	return { report: { tokens_minted }, problems };
}

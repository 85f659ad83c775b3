import { startEmulator, type Emulator } from '../../emulator/start.mts';
import { SecMaster } from '../../nodes/SecMaster/SecMaster.node.ts';
import { diagnose } from '../../secmaster/auth/doctor.ts';
import { accessKeyCredentialOf } from '../emulated.mts';
import { axiosSend } from '../secmaster/axiosSend.mts';
import { associateParameters } from '../workflow/associateParameters.mts';
import { activeTrigger, pickerContext, runNode, type NodeSettings } from '../workflow/engine.mts';
import type { Part, Situation } from './report.mts';

/** A secret key of the right shape that is not the tenant's. */
const WRONG = 'x'.repeat(40);

type Credential = ReturnType<typeof accessKeyCredentialOf>;
type Act = (credential: Credential, emulator: Emulator) => Promise<unknown>;

const first = (emulator: Emulator, dataclass: string): string =>
	emulator.objects(emulator.tenant.workspaces.main.id, dataclass)[0].id;

/** Settings that associate one alert per item, and items for `count` alerts. */
function onePerItem(emulator: Emulator, count: number): [NodeSettings, Array<{ id: string }>] {
	const alerts = emulator.populate(emulator.tenant.workspaces.main.id, 'alerts', count);
	return [
		{ parameters: associateParameters(first(emulator, 'incidents'), '={{ $json.id }}') },
		alerts.map((id) => ({ id })),
	];
}

const acts: Record<Situation, Act> = {
	doctor: async (credential) =>
		await diagnose(credential, { send: axiosSend, now: () => Date.now() }),
	run_1000_items: async (credential, emulator) =>
		await runNode(credential, ...onePerItem(emulator, 1000)),
	retry_on_fail_5_tries: async (credential, emulator) => {
		const [settings, items] = onePerItem(emulator, 1);
		await runNode(credential, { ...settings, retryOnFail: true, maxTries: 5 }, items);
	},
	picker: async (credential) => {
		const { searchWorkspaces } = new SecMaster().methods.listSearch;
		await searchWorkspaces.call(pickerContext(credential, {})).catch(() => undefined);
	},
	trigger_tick: async (credential) =>
		await activeTrigger(credential, { triggerOn: 'newAlert' })
			.poll()
			.catch(() => undefined),
};

/** Counts the requests with a wrong key that reach the gateway. More than one is a problem. */
export async function wrongKey(): Promise<Part> {
	const emulator = await startEmulator();
	const counts = {} as Record<Situation, number>;
	for (const [situation, act] of Object.entries(acts)) {
		emulator.reset();
		await act({ ...accessKeyCredentialOf(emulator.url), secretKey: WRONG }, emulator);
		counts[situation as Situation] = emulator.calls
			.all()
			.filter(({ signature }) => signature !== undefined && signature !== 'good').length;
	}
	await emulator.close();
	return {
		report: { requests_with_wrong_key: counts },
		problems: Object.entries(counts)
			.filter(([, count]) => count !== 1)
			.map(([situation, count]) => `A wrong key was sent ${count} times: ${situation}`),
	};
}

// The emulator in a process of its own. Takes its options as JSON.
import { startEmulator } from '../emulator/start.mts';
import { answerWith } from './childProcess.mts';
import type { Counts } from './emulatorServer.mts';

const emulator = await startEmulator(JSON.parse(process.argv[2]));
const workspaceId = emulator.tenant.workspaces.main.id;

answerWith({
	about: () => {
		const { url, certificate, tenant } = emulator;
		return { url, certificate, tenant };
	},
	populate: ({ dataclass, count }: { dataclass: string; count: number }) =>
		emulator.populate(workspaceId, dataclass, count),
	clear: () => emulator.calls.clear(),
	counts: (): Counts => {
		const calls = emulator.calls.all();
		const first = calls[0]?.at ?? 0;
		const routes: Counts['routes'] = {};
		for (const { route } of calls) routes[route] = (routes[route] ?? 0) + 1;
		return {
			calls: calls.length,
			routes,
			committed: calls.reduce((sum, { committed }) => sum + (committed?.length ?? 0), 0),
			statuses: calls.map(({ status, at }) => ({ status, afterMs: at - first })),
		};
	},
});

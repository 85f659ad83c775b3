import { Listr } from 'listr2';

/** One step of a start. `run` reports what it is doing and returns how it ended. */
export interface Step {
	title: string;
	run(progress: (text: string) => void): Promise<string>;
}

/** Without a terminal a long step says once in this time that it goes on, in milliseconds. */
const HEARTBEAT_MS = 30_000;

/**
 * Runs the steps one after the other and shows them: live in a terminal, as lines in a log. Throws
 * what a step throws.
 */
export async function inSteps(steps: Step[]): Promise<void> {
	const interval = process.stdout.isTTY ? 1000 : HEARTBEAT_MS;
	const list = new Listr(
		steps.map(({ title, run }) => ({
			title,
			task: async (_: unknown, task: { title?: string; output: string }) => {
				const start = Date.now();
				let doing = '';
				const show = () => {
					task.output = `${doing} … ${elapsed(Date.now() - start)}`;
				};
				const timer = setInterval(show, interval);
				try {
					task.title = await run((text) => {
						doing = text;
						task.output = `${text} …`;
					});
				} finally {
					clearInterval(timer);
				}
			},
		})),
		{
			registerSignalListeners: false,
			rendererOptions: { collapseErrors: false, showErrorMessage: false },
		},
	);
	await list.run();
}

/** “42 s”, “2 min 05 s” */
function elapsed(ms: number): string {
	const seconds = Math.round(ms / 1000);
	if (seconds < 60) return `${seconds} s`;
	return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

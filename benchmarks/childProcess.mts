import { once } from 'node:events';

import { spawnGroup } from '../sandbox/processGroup.mts';

/** A process of the benchmark's own that answers questions. */
export interface Child {
	pid: number;
	/** Asks by the name of one of its handlers. Throws what the handler throws, or when the child ends. */
	ask<T>(name: string, argument?: unknown): Promise<T>;
	stop(): Promise<void>;
}

type Answer = { value: unknown } | { error: string };

/**
 * Starts a module in a process of its own, with a garbage collector that can be called. `node` is
 * the Node.js to run it.
 */
export async function startChild(node: string, module: string, args: string[]): Promise<Child> {
	const child = spawnGroup(node, ['--expose-gc', '--import', 'tsx', module, ...args], {
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
	});
	const ended = once(child, 'exit').then(([code, signal]) => {
		throw new Error(`${module} ${args[0]} ended (${code ?? signal}).`);
	});
	ended.catch(() => {});
	const next = async <T,>(): Promise<T> => {
		const [answer] = (await Promise.race([once(child, 'message'), ended])) as [Answer];
		if ('error' in answer) throw new Error(answer.error);
		return answer.value as T;
	};
	await next();
	return {
		pid: child.pid!,
		ask: async (name, argument) => {
			const answer = next();
			child.send({ name, argument });
			return (await answer) as never;
		},
		stop: async () => {
			child.disconnect();
			await ended.catch(() => {});
		},
	};
}

/** What the child does: answers one question after the other until its parent is gone. */
export function answerWith(handlers: Record<string, (argument: never) => unknown>): void {
	const say = (answer: Answer) => process.send!(answer);
	process.on('message', ({ name, argument }: { name: string; argument: never }) => {
		void (async () => say({ value: await handlers[name](argument) }))().catch((error: Error) =>
			say({ error: error.stack ?? error.message }),
		);
	});
	process.once('disconnect', () => process.exit());
	say({ value: 'ready' });
}

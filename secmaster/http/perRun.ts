import type { Run } from './run';

const kept = new WeakMap<Run, Map<string, Promise<unknown>>>();

/**
 * Reads something once per run: facts of the tenant that many items need, such as its types. A
 * reading that fails is kept too: the items of a run fail alike.
 */
export async function oncePerRun<T>(run: Run, key: string, read: () => Promise<T>): Promise<T> {
	const ofRun = kept.get(run) ?? new Map<string, Promise<unknown>>();
	kept.set(run, ofRun);
	const reading = ofRun.get(key) ?? read();
	ofRun.set(key, reading);
	return (await reading) as T;
}

import { oncePerRun } from '../../../secmaster/http/perRun';
import type { Run } from '../../../secmaster/http/run';

const aRun = () => ({}) as Run;

/** A reading that counts itself; each time it finds another value. */
function reading() {
	let times = 0;
	return { read: async () => ++times, times: () => times };
}

it('reads once in a run, and gives all who ask what was read', async () => {
	const run = aRun();
	const { read, times } = reading();
	await expect(oncePerRun(run, 'types', read)).resolves.toBe(1);
	await expect(oncePerRun(run, 'types', read)).resolves.toBe(1);
	expect(times()).toBe(1);
});

it('reads once, too, when it is asked again before the answer is there', async () => {
	const run = aRun();
	const { read, times } = reading();
	const both = [oncePerRun(run, 'types', read), oncePerRun(run, 'types', read)];
	await expect(Promise.all(both)).resolves.toEqual([1, 1]);
	expect(times()).toBe(1);
});

it('keeps apart what has another name, and what another run reads', async () => {
	const run = aRun();
	const { read } = reading();
	await expect(oncePerRun(run, 'types', read)).resolves.toBe(1);
	await expect(oncePerRun(run, 'classes', read)).resolves.toBe(2);
	await expect(oncePerRun(aRun(), 'types', read)).resolves.toBe(3);
	await expect(oncePerRun(run, 'types', read)).resolves.toBe(1);
	await expect(oncePerRun(run, 'classes', read)).resolves.toBe(2);
});

it('keeps a failure, so that the items of a run fail alike', async () => {
	const run = aRun();
	const failed = new Error('no answer');
	await expect(oncePerRun(run, 'types', async () => await Promise.reject(failed))).rejects.toBe(
		failed,
	);
	await expect(oncePerRun(run, 'types', reading().read)).rejects.toBe(failed);
});

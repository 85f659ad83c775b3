import { withPeakMemory } from '../../benchmarks/peakMemory.mts';

const SIZE = 64 * 2 ** 20;
const holdForAMoment = () => void Buffer.alloc(SIZE, 1);

it('sees what a process holds at its peak, also when it lets it go before the end', async () => {
	const { result, memory } = await withPeakMemory(process.pid, async () => {
		holdForAMoment();
		return 'done';
	});
	expect(result).toBe('done');
	const grown = memory ? memory.peak - memory.before : undefined;
	// Only Linux keeps the peak of a process.
	if (process.platform !== 'linux') expect(grown).toBeUndefined();
	else expect(grown).toBeGreaterThan(0.9 * SIZE);
});

it('sees nothing of what was held before', async () => {
	holdForAMoment();
	const { memory } = await withPeakMemory(process.pid, async () => {});
	if (memory) expect(memory.peak - memory.before).toBeLessThan(0.5 * SIZE);
});

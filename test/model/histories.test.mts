import { ENOUGH, playHistories } from './histories.mts';

it(`keeps its promises in ${ENOUGH} histories, with every fault and every switch`, async () => {
	const { problems, ...result } = await playHistories({ histories: ENOUGH, seed: 1 });
	expect(problems.join('\n')).toBe('');
	expect(result).toMatchObject({ histories: ENOUGH, violations: 0, seed: 1 });
}, 300_000);

import { FAULTS } from './history.mts';
import { neverFired, playHistories } from './histories.mts';

it('keeps its contract over 1,500 events, with kills, faults, late and early times', async () => {
	const { problems, ...result } = await playHistories({ events: 1500, seed: 2 });
	expect(problems.join('\n')).toBe('');
	expect(result).toMatchObject({ lost: 0, repeated: 0, seed: 2 });
	// What never happened would prove nothing.
	expect(result.kills).toBeGreaterThan(20);
	expect(result.late_beyond_overlap).toBeGreaterThan(50);
	expect(result.outside.lost).toBeGreaterThan(0);
	expect(result.outside.repeated).toBeGreaterThan(0);
	expect(result.faults_fired).toEqual([...FAULTS].sort());
}, 300_000);

it('names each fault that never fired', () => {
	const fired = new Set<string>(FAULTS.filter((kind) => kind !== 'html' && kind !== 'internal'));
	expect(neverFired(fired)).toEqual([
		'The fault internal never fired.',
		'The fault html never fired.',
	]);
});

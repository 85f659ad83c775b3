import { growthExponent, median } from '../../benchmarks/statistics.mts';

it('median', () => {
	expect(median([9, 1, 5])).toBe(5);
	expect(median([4, 1, 10, 2])).toBe(3);
	expect(median([])).toBeNaN();
});

it('growth: linear, constant, quadratic', () => {
	const over = (time: (n: number) => number) =>
		growthExponent([1000, 10_000, 100_000].map((n) => ({ n, ms: time(n) })));
	expect(over((n) => n * 3)).toBeCloseTo(1);
	expect(over(() => 7)).toBeCloseTo(0);
	expect(over((n) => n * n)).toBeCloseTo(2);
});

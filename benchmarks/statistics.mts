/** The middle of the values; of two middles their mean. NaN for none. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = (sorted.length - 1) / 2;
	return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
}

/**
 * The exponent e of time ~ n^e by least squares over the logarithms: 1 is linear, below 1 is better.
 * NaN for fewer than two sizes.
 */
export function growthExponent(points: ReadonlyArray<{ n: number; ms: number }>): number {
	const logs = points.map(({ n, ms }) => ({ x: Math.log(n), y: Math.log(ms) }));
	const mean = (of: 'x' | 'y') => logs.reduce((sum, log) => sum + log[of], 0) / logs.length;
	const [x, y] = [mean('x'), mean('y')];
	const spread = logs.reduce((sum, log) => sum + (log.x - x) ** 2, 0);
	return logs.reduce((sum, log) => sum + (log.x - x) * (log.y - y), 0) / spread;
}

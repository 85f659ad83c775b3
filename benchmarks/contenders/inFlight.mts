/** Does all jobs, at most `limit` at a time, and adds up their results. */
export async function inFlight<T>(
	jobs: readonly T[],
	limit: number,
	work: (job: T) => Promise<number>,
): Promise<number> {
	let next = 0;
	let sum = 0;
	const worker = async () => {
		while (next < jobs.length) {
			const result = await work(jobs[next++]);
			sum += result;
		}
	};
	await Promise.all(Array.from({ length: limit }, worker));
	return sum;
}

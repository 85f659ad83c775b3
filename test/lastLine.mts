/**
 * Ends a test command: each problem in a line of its own, then the result as one line of JSON.
 * The process exits with 1 when there is a problem.
 */
export function endWith(result: object, problems: readonly string[]): void {
	for (const problem of problems) console.error(problem);
	console.log(JSON.stringify(result));
	process.exitCode = problems.length > 0 ? 1 : 0;
}

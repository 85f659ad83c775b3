import type { schema } from '@stryker-mutator/api/core';

/** A change of the code that no test noticed. */
export interface Survivor {
	/** Path under secmaster/. */
	file: string;
	line: number;
	/** The line of code that was changed. */
	code: string;
	/** What Stryker put there, the first 100 characters. */
	replacement: string;
	/** What Stryker calls this kind of change. */
	mutator: string;
}

/** Stryker's reports, counted. */
export interface Counted {
	/** Changes noticed, in percent of all. */
	score: number;
	killed: number;
	survived: number;
	/** The same by folder of secmaster/. */
	counts: Record<string, { killed: number; survived: number }>;
	survivors: Survivor[];
}

/** What is measured together: a folder of secmaster/, or `top` for the files above the folders. */
export const folderOf = (file: string): string =>
	file.includes('/') ? file.slice(0, file.indexOf('/')) : 'top';

/** A change that makes the tests run for ever is noticed, too; one that is not executed is not. */
const NOTICED = new Set<schema.MutantStatus>(['Killed', 'Timeout']);
const UNNOTICED = new Set<schema.MutantStatus>(['Survived', 'NoCoverage']);

/** Percent, rounded down to two places, so that a score is never better than it was. */
export const scoreOf = ({ killed, survived }: { killed: number; survived: number }): number =>
	Math.floor((10_000 * killed) / Math.max(1, killed + survived)) / 100;

/** Counts what Stryker found, and lists what no test noticed in the order of files and lines. */
export function count(files: schema.MutationTestResult['files']): Counted {
	const total = { killed: 0, survived: 0 };
	const counts: Counted['counts'] = {};
	const survivors: Survivor[] = [];
	for (const [path, { mutants, source }] of Object.entries(files).sort(byName)) {
		const file = path.replace(/^secmaster\//, '');
		const folder = folderOf(file);
		counts[folder] ??= { killed: 0, survived: 0 };
		const lines = source.split('\n');
		for (const { status, location, replacement, mutatorName } of mutants) {
			if (NOTICED.has(status)) {
				total.killed++;
				counts[folder].killed++;
			}
			if (!UNNOTICED.has(status)) continue;
			total.survived++;
			counts[folder].survived++;
			const { line } = location.start;
			survivors.push({
				file,
				line,
				code: lines[line - 1].trim(),
				replacement: (replacement ?? '').replace(/\s+/g, ' ').slice(0, 100),
				mutator: mutatorName,
			});
		}
	}
	return { ...total, score: scoreOf(total), counts, survivors };
}

const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);

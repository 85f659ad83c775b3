import { readFileSync } from 'node:fs';

import type { schema } from '@stryker-mutator/api/core';

import { expectGenerated, markdownTable } from '../documents/generated.mts';
import { compareWithJudged, judged } from './judged.mts';
import { count, scoreOf } from './report.mts';

const mutant = (status: schema.MutantStatus, line: number): schema.MutantResult => ({
	id: `${status} ${line}`,
	status,
	mutatorName: 'BooleanLiteral',
	replacement: 'false\n\t',
	location: { start: { line, column: 1 }, end: { line, column: 2 } },
});

const files: schema.MutationTestResult['files'] = {
	'secmaster/time.ts': {
		language: 'typescript',
		source: 'first\n\tsecond\n',
		mutants: [mutant('Survived', 2), mutant('Killed', 1), mutant('Ignored', 1)],
	},
	'secmaster/http/call.ts': {
		language: 'typescript',
		source: 'only',
		mutants: [mutant('NoCoverage', 1), mutant('Timeout', 1), mutant('CompileError', 1)],
	},
};

describe('the report of Stryker', () => {
	it('is counted: a time-out is noticed, what is not executed is not', () => {
		expect(count(files)).toEqual({
			score: 50,
			killed: 2,
			survived: 2,
			counts: { http: { killed: 1, survived: 1 }, top: { killed: 1, survived: 1 } },
			survivors: [
				{
					file: 'http/call.ts',
					line: 1,
					code: 'only',
					replacement: 'false ',
					mutator: 'BooleanLiteral',
				},
				{
					file: 'time.ts',
					line: 2,
					code: 'second',
					replacement: 'false ',
					mutator: 'BooleanLiteral',
				},
			],
		});
	});

	it.each([
		[0, 0, 0],
		[2, 1, 66.66],
		[99_999, 1, 99.99],
		[3, 0, 100],
	])('of %i noticed and %i unnoticed changes has a score of %d', (killed, survived, score) => {
		expect(scoreOf({ killed, survived })).toBe(score);
	});
});

describe('the judgements', () => {
	const { survivors } = count(files);
	const fitting = { file: 'time.ts', code: 'sec', replacement: 'false ', why: 'x' };

	it('fit a survivor by file, code and replacement, if one is given', () => {
		for (const judgement of [fitting, { ...fitting, replacement: undefined }]) {
			const { unjudged, idle } = compareWithJudged(survivors, [judgement]);
			expect(unjudged).toEqual([survivors[0]]);
			expect(idle).toEqual([]);
		}
	});

	it.each([{ file: 'call.ts' }, { code: 'third' }, { replacement: 'true' }])(
		'do not fit with another %j',
		(other) => {
			const judgement = { ...fitting, ...other };
			const { unjudged, idle } = compareWithJudged(survivors, [judgement]);
			expect(unjudged).toEqual(survivors);
			expect(idle).toEqual([judgement]);
		},
	);

	it.each(judged)('name a line that is there: $file: $code', ({ file, code }) => {
		const lines = readFileSync(`secmaster/${file}`, 'utf8').split('\n');
		expect(lines.filter((line) => line.includes(code))).not.toEqual([]);
	});

	it('stand in docs/testing.md', () => {
		const inCode = (text: string) => `\`${text.replaceAll('|', '\\|')}\``;
		const rows = judged.map(({ file, code, replacement, why }) => [
			file,
			inCode(code),
			replacement === undefined ? 'any' : inCode(replacement),
			why,
		]);
		const table = markdownTable(['File', 'Code', 'Becomes', 'Why no test need notice'], rows);
		expectGenerated('docs/testing.md', 'judged survivors', table);
	});
});

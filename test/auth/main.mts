// `npm run test:auth -- [--generated N] [--seed S]`. The last line is the result in JSON.
import { randomInt } from 'node:crypto';
import { Command } from 'commander';

import { wholeNumber } from '../../scripts/wholeNumber.mts';
import { endWith } from '../lastLine.mts';
import { logOf, mute } from './debugLog.mts';
import { canary } from './canary.mts';
import { emptyReport, signatures, type Part } from './report.mts';
import { tokensMinted } from './tokens.mts';
import { wrongKey } from './wrongKey.mts';

const program = new Command('npm run test:auth --')
	.description(
		"Tests what authenticates: signatures against vectors and Huawei's SDK, secrets, the lock, tokens.",
	)
	.option('--generated <n>', 'how many requests are signed by both', wholeNumber, 2000)
	.option('--seed <n>', 'generates the same requests again', wholeNumber)
	.parse();

const { generated, seed = randomInt(2 ** 31) } = program.opts();

/** Each part measures some of the report's numbers; they run one after the other. */
const parts: Array<() => Part | Promise<Part>> = [
	() => signatures(generated, seed),
	canary,
	wrongKey,
	tokensMinted,
];

let result = emptyReport();
const problems: string[] = [];
for (const part of parts) {
	let measured: Part = { report: {}, problems: [] };
	await logOf(async () => {
		measured = await part();
	});
	const { report, problems: found } = measured;
	result = { ...result, ...report };
	problems.push(...found);
}
endWith(result, problems);
mute();

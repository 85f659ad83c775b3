// `npm run test:auth -- [--generated N] [--seed S]`. The last line is the result in JSON.
import { randomInt } from 'node:crypto';
import { Command, InvalidArgumentError } from 'commander';

import { emptyReport, signatures, type Part } from './report.mts';

const program = new Command('npm run test:auth --')
	.description("Tests what authenticates: signatures against vectors and against Huawei's SDK.")
	.option('--generated <n>', 'how many requests are signed by both', whole, 2000)
	.option('--seed <n>', 'generates the same requests again', whole)
	.parse();

const { generated, seed = randomInt(2 ** 31) } = program.opts();

/** Each part measures some of the report's numbers; they run one after the other. */
const parts: Array<() => Part | Promise<Part>> = [() => signatures(generated, seed)];

let result = emptyReport();
const problems: string[] = [];
for (const part of parts) {
	const { report, problems: found } = await part();
	result = { ...result, ...report };
	problems.push(...found);
}
for (const problem of problems) console.error(problem);
console.log(JSON.stringify(result));
process.exitCode = problems.length > 0 ? 1 : 0;

function whole(text: string): number {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('Give a whole number.');
	return value;
}

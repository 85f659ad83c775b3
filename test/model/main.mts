// `npm run test:model -- --histories N [--seed S]`. The last line is the result in JSON.
import { randomInt } from 'node:crypto';
import { Command, InvalidArgumentError } from 'commander';

import { playHistories } from './histories.mts';

const program = new Command('npm run test:model --')
	.description('Plays random histories of a workspace and judges what the client says of them.')
	.option('--histories <n>', 'how many', whole, 1000)
	.option('--seed <n>', 'draws the same histories again', whole)
	.option('--path <path>', 'one history only: the path reported with a violation')
	.parse();

const { histories, seed = randomInt(2 ** 31), path } = program.opts();
const { problems, ...result } = await playHistories({
	histories,
	seed,
	path,
	onProgress: (done) => {
		if (done % 500 === 0) console.log(`${done} of ${histories} histories (seed ${seed})`);
	},
});
for (const problem of problems) console.error(problem);
console.log(JSON.stringify(result));
process.exitCode = problems.length > 0 ? 1 : 0;

function whole(text: string): number {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('Give a whole number.');
	return value;
}

// `npm run test:model -- --histories N [--seed S]`. The last line is the result in JSON.
import { randomInt } from 'node:crypto';
import { Command } from 'commander';

import { wholeNumber } from '../../scripts/wholeNumber.mts';
import { endWith } from '../lastLine.mts';
import { playHistories } from './histories.mts';

const program = new Command('npm run test:model --')
	.description('Plays random histories of a workspace and judges what the client says of them.')
	.option('--histories <n>', 'how many', wholeNumber, 1000)
	.option('--seed <n>', 'draws the same histories again', wholeNumber)
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
endWith(result, problems);

// `npm run test:trigger -- --events N [--seed S]`. The last line is the result in JSON.
import { randomInt } from 'node:crypto';
import { Command } from 'commander';

import { wholeNumber } from '../../scripts/wholeNumber.mts';
import { endWith } from '../lastLine.mts';
import { playHistories } from './histories.mts';

const program = new Command('npm run test:trigger --')
	.description('Plays random lives of a workspace, and judges what the trigger makes of them.')
	.option('--events <n>', 'how many objects are created or changed', wholeNumber, 1000)
	.option('--seed <n>', 'draws the same histories again', wholeNumber)
	.option('--path <path>', 'one history only: the path reported with a violation')
	.parse();

const { events, seed = randomInt(2 ** 31), path } = program.opts();
let said = 0;
const { problems, ...result } = await playHistories({
	events,
	seed,
	path,
	onProgress: (done) => {
		if (done - said < 1000) return;
		said = done;
		console.log(`${done} of ${events} events (seed ${seed})`);
	},
});
endWith(result, problems);

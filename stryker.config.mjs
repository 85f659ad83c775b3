import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Mutation testing of the client (`npm run test:mutation`): Stryker changes one thing in secmaster/
// at a time, and the tests must notice. What it changes, and where it reports, test/mutation/main.mts says.
/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
	testRunner: 'jest',
	plugins: ['@stryker-mutator/jest-runner'],
	jest: { configFile: 'test/mutation/jest.config.js' },
	coverageAnalysis: 'perTest',
	concurrency: 2,
	// On a busy machine a slow run must not pass for an endless one.
	timeoutMS: 15_000,
	incremental: true,
	// The mutants' types do not matter: swc strips them.
	checkers: [],
	disableTypeChecks: 'secmaster/**/*.ts',
	ignorePatterns: ['dist', 'docs/images', 'test-results', 'node_modules/.sandbox'],
	reporters: ['progress-append-only', 'clear-text', 'json'],
	clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
	// Elsewhere, so that nothing of this repository sees the copies.
	tempDirName: join(tmpdir(), 'secmaster-stryker'),
};

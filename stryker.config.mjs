import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Mutation testing of the client (`npm run test:mutation`): Stryker changes one thing in secmaster/
// at a time, and the tests must notice.
/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
	mutate: ['secmaster/**/*.ts'],
	testRunner: 'jest',
	plugins: ['@stryker-mutator/jest-runner'],
	jest: { configFile: 'test/mutation/jest.config.js' },
	coverageAnalysis: 'perTest',
	concurrency: 2,
	// On a busy machine a slow run must not pass for an endless one.
	timeoutMS: 15_000,
	incremental: true,
	incrementalFile: 'reports/mutation/incremental.json',
	// The mutants' types do not matter: swc strips them.
	checkers: [],
	disableTypeChecks: 'secmaster/**/*.ts',
	ignorePatterns: ['dist', 'docs/images', 'test-results', 'node_modules/.sandbox'],
	reporters: ['progress-append-only', 'clear-text', 'json'],
	clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
	jsonReporter: { fileName: 'reports/mutation/mutation.json' },
	// Elsewhere, so that nothing of this repository sees the copies.
	tempDirName: join(tmpdir(), 'secmaster-stryker'),
};

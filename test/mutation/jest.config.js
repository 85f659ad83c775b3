const all = require('../../jest.config.js');

/**
 * The tests that Stryker runs: those of the client alone. What is not under `roots` is not searched
 * for what imports it, so a file is judged by the tests that import it themselves; the stages of
 * association/ are judged by those of associate.ts, too. Tests that start the emulator for an
 * association are left out: they take ten times as long, and the others must notice without them.
 */
/** @type {import('jest').Config} */
module.exports = {
	...all,
	rootDir: '../..',
	testPathIgnorePatterns: ['/association/(badIds|disassociate|doubt|spelling)\\.test'],
	roots: ['<rootDir>/test/secmaster', '<rootDir>/secmaster/association'],
};

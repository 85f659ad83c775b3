const all = require('../../jest.config.js');

/**
 * The tests that Stryker runs: those of the client alone. What is not under `roots` is not searched
 * for what imports it, so a file is judged by the tests that import it themselves; the stages of
 * association/ are judged by those of associate.ts, too.
 */
/** @type {import('jest').Config} */
module.exports = {
	...all,
	rootDir: '../..',
	roots: ['<rootDir>/test/secmaster', '<rootDir>/secmaster/association'],
};

const all = require('../../jest.config.js');

/** The tests that Stryker runs: those of the client alone. */
/** @type {import('jest').Config} */
module.exports = {
	...all,
	rootDir: '../..',
	roots: ['emulator', 'nodes', 'secmaster', 'test'].map((folder) => `<rootDir>/${folder}`),
	testMatch: ['<rootDir>/test/secmaster/**/*.test.?(m)ts'],
};

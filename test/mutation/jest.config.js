const all = require('../../jest.config.js');

/** The folder of secmaster/ whose code is changed; `top` for the files above the folders. */
const folder = process.env.MUTATED_FOLDER ?? 'top';

/** Tests that play through the emulator's switches: they take ten times as long, and others must notice. */
const SLOW = [
	'/association/(badIds|disassociate|doubt|spelling)\\.test',
	'/correlation/correlate\\.test',
	'/objects/(changeObjects|convertAlerts|deleteObjects)\\.test',
	'/search/searchPages\\.test',
	'/trigger/poll\\.test',
];

/**
 * The tests that Stryker runs: those of the folder whose code is changed. A file is judged by those of
 * them that import it; what is not under `roots` is not searched for what imports it. The stages of
 * association/ are judged by the tests of associate.ts, too.
 */
/** @type {import('jest').Config} */
module.exports = {
	...all,
	rootDir: '../..',
	testPathIgnorePatterns: folder === 'top' ? [...SLOW, '/secmaster/association/'] : SLOW,
	roots: [
		`<rootDir>/test/secmaster/${folder === 'top' ? '' : folder}`,
		...(folder === 'association' ? ['<rootDir>/secmaster/association'] : []),
	],
};

import { existsSync } from 'node:fs';

import { chromium, type Browser } from 'playwright-core';

/** Where Chromium or Chrome is found on the systems that this project is developed on. */
const PLACES = [
	process.env.CHROMIUM_PATH,
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Path of a browser on this machine, or undefined. */
export const findBrowser = (): string | undefined =>
	PLACES.find((path) => path !== undefined && existsSync(path));

/** Starts a browser that asks nothing of the outside world. */
export async function launchBrowser(executablePath: string): Promise<Browser> {
	return await chromium.launch({
		executablePath,
		headless: true,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}

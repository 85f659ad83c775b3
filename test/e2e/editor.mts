import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Browser, Locator, Page } from 'playwright-core';

import { analyst } from '../../sandbox/analyst.mts';

/** Pictures go into the documentation only when asked for, so that a test run changes no file of it. */
const PICTURES = process.env.UPDATE_SCREENSHOTS === '1' ? 'docs/images' : 'test-results';

const byTestId = (id: string) => `[data-test-id="${id}"]`;

/** n8n's editor in a browser, by what an analyst does in it. */
export class Editor {
	private constructor(
		readonly page: Page,
		private readonly url: string,
		/** Hosts other than this machine that the page asked for. */
		readonly foreignHosts: Set<string>,
	) {}

	/** Opens a browser window and signs in. */
	static async signIn(browser: Browser, url: string): Promise<Editor> {
		const context = await browser.newContext({ viewport: { width: 1500, height: 950 } });
		const page = await context.newPage();
		page.setDefaultTimeout(20_000);
		const foreignHosts = new Set<string>();
		page.on('request', (request) => {
			const { hostname, protocol } = new URL(request.url());
			if (protocol.startsWith('http') && hostname !== '127.0.0.1') foreignHosts.add(hostname);
		});
		// The first page of a new n8n is slow: the browser compiles the whole editor.
		await page.goto(`${url}/signin`, { waitUntil: 'domcontentloaded', timeout: 90_000 });
		await page.waitForSelector('input[name=password]', { timeout: 90_000 });
		await page.fill('input[name="emailOrLdapLoginId"]', analyst.email);
		await page.fill('input[name="password"]', analyst.password);
		await page.click(byTestId('form-submit-button'));
		await page.waitForURL(({ pathname }) => !pathname.startsWith('/signin'), { timeout: 60_000 });
		return new Editor(page, url, foreignHosts);
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`, { waitUntil: 'domcontentloaded' });
		await this.page.waitForSelector(byTestId('canvas-node'), { timeout: 60_000 });
	}

	/** Opens the list of a workflow's executions; resolves when it shows so many of them. */
	async openExecutions(id: string, count: number): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}/executions`, {
			waitUntil: 'domcontentloaded',
		});
		const entries = this.page.locator('[data-test-execution-status]');
		await entries.nth(count - 1).waitFor({ timeout: 60_000 });
		await this.page.waitForSelector(byTestId('execution-preview-id'));
	}

	/** How many nodes n8n does not know, once the canvas shows `nodes` of them. */
	async unknownNodes(nodes: number): Promise<number> {
		await this.page
			.locator(byTestId('canvas-node'))
			.nth(nodes - 1)
			.waitFor();
		return await this.page.locator(byTestId('node-not-installed')).count();
	}

	async openNode(name: string): Promise<void> {
		await this.page.locator(`${byTestId('canvas-node')}[data-node-name="${name}"]`).dblclick();
		await this.page.waitForSelector(byTestId('ndv'));
		await this.page.waitForSelector(byTestId('node-parameters'));
	}

	async closeNode(): Promise<void> {
		await this.page.click(byTestId('ndv-close-button'));
		await this.page.waitForSelector(byTestId('ndv'), { state: 'hidden' });
	}

	field(name: string): Locator {
		return this.page.locator(byTestId(`parameter-input-${name}`));
	}

	/** Opens a dropdown and returns its entries. */
	async openDropdown(name: string): Promise<string[]> {
		await this.field(name).locator('input').first().click();
		const entries = this.page.locator('.el-select-dropdown:visible li');
		await entries.first().waitFor();
		return (await entries.allInnerTexts()).map((text) => text.split('\n')[0].trim());
	}

	async choose(entry: string): Promise<void> {
		await this.page
			.locator('.el-select-dropdown:visible li')
			.filter({ hasText: new RegExp(`^\\s*${entry}`) })
			.first()
			.click();
		await this.page.locator('.el-select-dropdown:visible').first().waitFor({ state: 'hidden' });
	}

	/** Opens the list of a resource locator and returns its rows. */
	async openPicker(name: string): Promise<string[]> {
		await this.page
			.locator(`${byTestId(`resource-locator-${name}`)} ${byTestId('rlc-input')}`)
			.click();
		return await this.rows();
	}

	/** Searches the open list of a resource locator and returns the rows that are left. */
	async searchPicker(text: string): Promise<string[]> {
		await this.page.locator(byTestId('rlc-search')).fill(text);
		const others = this.page.locator(byTestId('rlc-item')).filter({ hasNotText: text });
		await others.first().waitFor({ state: 'detached' });
		return await this.rows();
	}

	private async rows(): Promise<string[]> {
		const rows = this.page.locator(byTestId('rlc-item'));
		await rows.first().waitFor();
		return (await rows.allInnerTexts()).map((text) => text.trim());
	}

	async pick(row: string): Promise<void> {
		await this.page.locator(byTestId('rlc-item')).filter({ hasText: row }).first().click();
	}

	async type(name: string, text: string): Promise<void> {
		await this.field(name).locator('input, textarea').first().fill(text);
	}

	async executeStep(): Promise<void> {
		await this.page.click(byTestId('node-execute-button'));
	}

	/** Runs the whole workflow from the canvas and waits until it has ended. */
	async executeWorkflow(): Promise<void> {
		await this.page.click(byTestId('execute-workflow-button'));
		await this.page.getByText('Workflow executed successfully').last().waitFor();
	}

	/** Text of the output pane once it contains `expected`. */
	async output(expected: string): Promise<string> {
		const pane = this.page.locator(byTestId('output-panel'));
		await pane.filter({ hasText: expected }).waitFor();
		return await pane.innerText();
	}

	async showOutputAs(mode: 'schema' | 'table' | 'json'): Promise<void> {
		await this.page
			.locator(`${byTestId('output-panel')} ${byTestId(`radio-button-${mode}`)}`)
			.click();
	}

	/** Opens the dialog of the node's credential and returns it. */
	async openCredential(): Promise<Locator> {
		await this.page.click(byTestId('credential-edit-button'));
		const dialog = this.page.locator(byTestId('editCredential-modal'));
		await dialog.waitFor();
		return dialog;
	}

	/**
	 * Saves the credential and waits until n8n has tested it. n8n takes a moment to notice a change;
	 * until then "Saved" stands where the button will be and swallows a click.
	 */
	async saveCredential(dialog: Locator): Promise<void> {
		const place = dialog.locator(byTestId('credential-save-button'));
		const [answer] = await Promise.all([
			this.page.waitForResponse((response) => response.url().endsWith('/rest/credentials/test')),
			place.getByRole('button', { name: 'Save', exact: true }).click(),
		]);
		assert.ok(answer.ok(), `n8n could not test the credential: ${answer.status()}`);
		await place.getByText('Saved', { exact: true }).waitFor();
	}

	/** Takes a picture of the window, once what moves in it has come to rest. */
	async picture(name: string): Promise<void> {
		mkdirSync(PICTURES, { recursive: true });
		await this.page.waitForTimeout(800);
		await this.page.screenshot({
			path: join(PICTURES, `${name}.png`),
			// Messages of earlier steps would cover what is to be seen.
			style: '.el-notification { display: none !important }',
		});
	}
}

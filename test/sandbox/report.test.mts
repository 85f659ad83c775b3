import type { FirstRun } from '../../sandbox/firstRun.mts';
import { reportLine, reportTables } from '../../sandbox/report.mts';

const good = ['alert-1', 'alert-2', 'alert-3', 'alert-4'];
const posted = [...good, 'gone', 'late', 'alert-1', 'alert-2'];

const call = (n: number, route: string) => ({
	n,
	at: 0,
	method: 'POST',
	path: '/v1',
	route,
	status: 200,
});

const run: FirstRun = {
	playbook: { id: 'w1', name: 'Associate' },
	executionId: '7',
	batch: {
		incidentTitle: 'SSH brute force',
		duplicates: 2,
		body: {
			source: 'siem.example.com',
			incident_id: 'incident-1',
			alerts: posted.map((id) => ({ id, title: `Title of ${id}`, severity: 'High' })),
		},
	},
	output: {
		success: false,
		data_object_id: 'incident-1',
		success_ids: good,
		error_ids: ['gone'],
		unconfirmed_ids: ['late'],
		failures: [
			{
				id: 'gone',
				reason: 'not_found',
				message: 'The alert does not exist in this workspace.',
				fix: 'Check where the ID comes from.',
				code: 'SecMaster.20030005',
			},
		],
		requested: 6,
	},
	calls: [call(1, 'relations.create'), call(2, 'relations.create'), call(3, 'alerts.get')],
	wallMs: 1234.5,
};

/** The cells of the row that starts with `name`. */
const row = (text: string, name: string) =>
	text
		.split('\n')
		.map((line) => line.split('│').map((cell) => cell.trim()))
		.find(([, first]) => first === name)
		?.slice(2, 4);

describe('the report of a run', () => {
	const text = reportTables(run, 120);

	test('counts what was posted, dropped, associated and not', () => {
		expect(text).toContain('SSH brute force (incident-1)');
		expect(row(text, 'Alerts posted')).toEqual(['8', '']);
		expect(row(text, 'Duplicates dropped')).toEqual(['2', '']);
		expect(row(text, 'Associated')).toEqual(['4', 'alert-1']);
		expect(text).toContain('and 2 more');
		expect(row(text, 'Not associated')).toEqual(['1', 'gone']);
		expect(row(text, 'Unconfirmed')).toEqual(['1', 'late']);
		expect(row(text, 'Calls to SecMaster')).toEqual(['3', 'relations.create 2, alerts.get 1']);
		expect(row(text, 'Time')?.[0]).toBe('1.2 s');
	});

	test('says of each failed alert its title, reason, cause and remedy', () => {
		expect(row(text, 'gone')).toEqual(['not_found', 'The alert does not exist']);
		expect(text).toContain('Title of gone');
		expect(text).toContain('SecMaster.20030005');
		expect(text).toMatch(/Check where the/);
	});

	test('fits a terminal of 120 characters', () => {
		for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
	});

	test('shows no empty lists of failures', () => {
		const output = { ...run.output, failures: [], error_ids: [], unconfirmed_ids: [] };
		const clean = reportTables({ ...run, output }, 120);
		expect(clean).not.toContain('What to do');
		expect(clean).not.toContain('nobody can say');
	});

	test('is one line of JSON for programs', () => {
		const line = reportLine(run);
		expect(line).not.toContain('\n');
		expect(JSON.parse(line)).toMatchObject({
			playbook: 'Associate',
			requested: 6,
			duplicates: 2,
			success_ids: good,
			error_ids: ['gone'],
			unconfirmed_ids: ['late'],
			calls: 3,
			calls_by_route: { 'relations.create': 2, 'alerts.get': 1 },
		});
	});
});

import {
	dataClassesPath,
	objectPath,
	relationPath,
	relationSearchPath,
	searchPath,
	workspacesPath,
	type Subject,
} from '../../secmaster/paths';

const subject: Subject = {
	workspaceId: 'w1',
	dataclassType: 'incidents',
	dataObjectId: 'i1',
	relatedDataclassType: 'alerts',
};

it.each([
	['workspaces', workspacesPath('p1'), '/v1/p1/workspaces'],
	['a relation', relationPath('p1', subject), '/v1/p1/workspaces/w1/soc/incidents/i1/alerts'],
	[
		'the search of a relation',
		relationSearchPath('p1', subject),
		'/v1/p1/workspaces/w1/soc/incidents/i1/alerts/search',
	],
	['a search', searchPath('p1', 'w1', 'alerts'), '/v1/p1/workspaces/w1/soc/alerts/search'],
	['an object', objectPath('p1', 'w1', 'indicators', 'x'), '/v1/p1/workspaces/w1/soc/indicators/x'],
	['data classes', dataClassesPath('p1', 'w1'), '/v1/p1/workspaces/w1/soc/dataclasses'],
])('writes the path of %s', (_what, path, expected) => {
	expect(path).toBe(expected);
});

it('uses the singular for the endpoints of vulnerabilities, and the plural in relations', () => {
	expect(searchPath('p', 'w', 'vulnerabilities')).toBe(
		'/v1/p/workspaces/w/soc/vulnerability/search',
	);
	expect(objectPath('p', 'w', 'vulnerabilities', 'v')).toBe(
		'/v1/p/workspaces/w/soc/vulnerability/v',
	);
	expect(relationPath('p', { ...subject, relatedDataclassType: 'vulnerabilities' })).toMatch(
		/\/incidents\/i1\/vulnerabilities$/,
	);
});

it('never lets a value leave its segment', () => {
	const nasty = '../a?b#c d';
	const encoded = '..%2Fa%3Fb%23c%20d';
	const everywhere: Subject = {
		workspaceId: nasty,
		dataclassType: nasty,
		dataObjectId: nasty,
		relatedDataclassType: nasty,
	};
	const e = encoded;
	expect(workspacesPath(nasty)).toBe(`/v1/${e}/workspaces`);
	expect(relationPath(nasty, everywhere)).toBe(`/v1/${e}/workspaces/${e}/soc/${e}/${e}/${e}`);
	expect(searchPath(nasty, nasty, nasty)).toBe(`/v1/${e}/workspaces/${e}/soc/${e}/search`);
	expect(objectPath(nasty, nasty, nasty, nasty)).toBe(`/v1/${e}/workspaces/${e}/soc/${e}/${e}`);
	expect(dataClassesPath(nasty, nasty)).toBe(`/v1/${e}/workspaces/${e}/soc/dataclasses`);
});

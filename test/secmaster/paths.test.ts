import {
	batchDeletePath,
	batchOrderPath,
	batchUpdatePath,
	classObjectsPath,
	commentSearchPath,
	commentsPath,
	dataClassesPath,
	dataClassFieldsPath,
	dataClassTypesPath,
	objectPath,
	playbookInstancesPath,
	relationPath,
	relationSearchPath,
	searchPath,
	workflowRunPath,
	workflowsPath,
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
	['types', dataClassTypesPath('p1', 'w1', 'd1'), '/v1/p1/workspaces/w1/soc/dataclasses/d1/types'],
	[
		'fields',
		dataClassFieldsPath('p1', 'w1', 'd1'),
		'/v1/p1/workspaces/w1/soc/dataclasses/d1/fields',
	],
	['all objects', classObjectsPath('p1', 'w1', 'alerts'), '/v1/p1/workspaces/w1/soc/alerts'],
	[
		'a change of many',
		batchUpdatePath('p1', 'w1', 'alerts'),
		'/v1/p1/workspaces/w1/soc/alerts/batch-update',
	],
	[
		'a deletion of many',
		batchDeletePath('p1', 'w1', 'alerts'),
		'/v1/p1/workspaces/w1/soc/alerts/batch-delete',
	],
	[
		'a conversion of alerts',
		batchOrderPath('p1', 'w1'),
		'/v1/p1/workspaces/w1/soc/alerts/batch-order',
	],
	['comments', commentsPath('p1', 'w1'), '/v1/p1/workspaces/w1/soc/notes'],
	[
		'the search of comments',
		commentSearchPath('p1', 'w1'),
		'/v1/p1/workspaces/w1/soc/notes/search',
	],
	['workflows', workflowsPath('p1', 'w1'), '/v1/p1/workspaces/w1/soc/workflows'],
	[
		'runs of a workflow',
		workflowRunPath('p1', 'w1', 'f1'),
		'/v1/p1/workspaces/w1/soc/workflows/f1/instances',
	],
	[
		'runs of playbooks',
		playbookInstancesPath('p1', 'w1'),
		'/v1/p1/workspaces/w1/soc/playbooks/instances',
	],
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
	expect(classObjectsPath('p', 'w', 'vulnerabilities')).toBe(
		'/v1/p/workspaces/w/soc/vulnerability',
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
	expect(dataClassTypesPath('p', 'w', nasty)).toMatch(`/dataclasses/${e}/types`);
	expect(dataClassFieldsPath('p', 'w', nasty)).toMatch(`/dataclasses/${e}/fields`);
	expect(classObjectsPath('p', 'w', nasty)).toMatch(`/soc/${e}`);
	expect(workflowRunPath('p', 'w', nasty)).toMatch(`/workflows/${e}/instances`);
});

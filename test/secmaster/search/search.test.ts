import {
	maxOffsetOf,
	objectSearch,
	relatedSearch,
	type Wanted,
} from '../../../secmaster/search/search';

const WANTED: Wanted = {
	conditions: [{ field: 'title', operator: 'contains', value: 'ssh' }],
	order: { by: 'update_time', direction: 'ASC' },
	limit: 7,
};
const BY_SEVERITY_AND_STATUS = [
	{ field: 'severity', values: ['Tips', 'Low', 'Medium', 'High', 'Fatal'] },
	{ field: 'handle_status', values: ['Open', 'Block', 'Closed'] },
];

it.each([
	['alerts', 'alerts', 9998, BY_SEVERITY_AND_STATUS],
	['incidents', 'incidents', 9998, BY_SEVERITY_AND_STATUS],
	['indicators', 'indicators', 999_999, []],
	['vulnerabilities', 'vulnerability', 1000, []],
	['assets', 'assets', 9998, []],
])('%s are searched at their own endpoint, as far as it goes', (type, word, maxOffset, splitBy) => {
	expect(objectSearch('p', 'w', type, WANTED)).toEqual({
		...WANTED,
		path: `/v1/p/workspaces/w/soc/${word}/search`,
		pageRows: 1000,
		maxOffset,
		splitBy,
	});
	expect(maxOffsetOf(type)).toBe(maxOffset);
});

describe('associated objects', () => {
	const search = (dataclassType: string, relatedDataclassType: string) => {
		const subject = { workspaceId: 'w', dataclassType, dataObjectId: 'i', relatedDataclassType };
		return relatedSearch('p', subject, WANTED);
	};

	it('are searched from the subject', () => {
		expect(search('incidents', 'alerts')).toEqual({
			...WANTED,
			path: '/v1/p/workspaces/w/soc/incidents/i/alerts/search',
			pageRows: 1000,
			maxOffset: 9998,
			splitBy: BY_SEVERITY_AND_STATUS,
		});
	});

	it.each([
		['incidents', 'vulnerabilities', 'incidents/i/vulnerability', []],
		['vulnerabilities', 'alerts', 'vulnerability/i/alerts', BY_SEVERITY_AND_STATUS],
	])('of %s and %s have another spelling', (type, related, other, splitBy) => {
		expect(search(type, related)).toMatchObject({
			path: `/v1/p/workspaces/w/soc/${type}/i/${related}/search`,
			otherPath: `/v1/p/workspaces/w/soc/${other}/search`,
			maxOffset: 9998,
			splitBy,
		});
	});
});

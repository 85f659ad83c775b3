import { allOf } from '../../secmaster/searchConditions';

it('joins conditions by and', () => {
	expect(
		allOf([
			{ field: 'severity', operator: '=', value: 'High' },
			{ field: 'network_list.src_ip', operator: 'contains', value: '203.0.113.7' },
			{ field: 'severity', operator: '!=', value: 'Tips' },
		]),
	).toEqual({
		conditions: [
			{ name: 'severity_0', data: ['severity', '=', 'High'] },
			{ name: 'network_list.src_ip_1', data: ['network_list.src_ip', 'contains', '203.0.113.7'] },
			{ name: 'severity_2', data: ['severity', '!=', 'Tips'] },
		],
		logics: ['severity_0', 'and', 'network_list.src_ip_1', 'and', 'severity_2'],
	});
});

it('needs no joint for one condition and none for none', () => {
	expect(allOf([{ field: 'title', operator: 'contains', value: 'ssh' }]).logics).toEqual([
		'title_0',
	]);
	expect(allOf([])).toEqual({ conditions: [], logics: [] });
});

it('gives names of at most 64 characters, which are unique', () => {
	const field = 'x'.repeat(100);
	const condition = { field, operator: '=', value: '1' };
	const { conditions, logics } = allOf(Array.from({ length: 12 }, () => condition));
	const names = conditions.map(({ name }) => name);
	expect(new Set(names).size).toBe(12);
	expect(Math.max(...names.map(({ length }) => length))).toBeLessThanOrEqual(64);
	expect(logics.filter((_, index) => index % 2 === 0)).toEqual(names);
	expect(conditions[0].data).toEqual([field, '=', '1']);
	expect(conditions[0].name).toBe(`${'x'.repeat(60)}_0`);
});

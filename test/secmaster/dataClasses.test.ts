import {
	BUILT_IN_DATA_CLASSES,
	checkDataClass,
	classPath,
	countOf,
	manyOf,
	oneOf,
	pluralOf,
	titleField,
	withArticle,
} from '../../secmaster/dataClasses';

it('knows the four built-in classes', () => {
	expect(BUILT_IN_DATA_CLASSES.map(({ type, name }) => [type, name])).toEqual([
		['alerts', 'Alert'],
		['incidents', 'Incident'],
		['indicators', 'Indicator'],
		['vulnerabilities', 'Vulnerability'],
	]);
});

it.each([
	['alerts', 'alerts', 'title', 'alert', 'an alert', '1 alert', '2 alerts'],
	['incidents', 'incidents', 'title', 'incident', 'an incident', '1 incident', '2 incidents'],
	['indicators', 'indicators', 'name', 'indicator', 'an indicator', '1 indicator', '2 indicators'],
	[
		'vulnerabilities',
		'vulnerability',
		'vul_name',
		'vulnerability',
		'a vulnerability',
		'1 vulnerability',
		'2 vulnerabilities',
	],
	[
		'assets',
		'assets',
		'title',
		'object of class assets',
		'an object of class assets',
		'1 object of class assets',
		'2 objects of class assets',
	],
])('speaks of %s', (type, path, title, one, article, single, several) => {
	expect(classPath(type)).toBe(path);
	expect(titleField(type)).toBe(title);
	expect(oneOf(type)).toBe(one);
	expect(manyOf(type)).toBe(several.replace('2 ', ''));
	expect(withArticle(type)).toBe(article);
	expect(countOf(type, 1)).toBe(single);
	expect(countOf(type, 2)).toBe(several);
	expect(countOf(type, 0)).toBe(several.replace('2', '0'));
});

it.each([
	['Alert', 'alerts'],
	['Evidence', 'evidences'],
	['Vulnerability', 'vulnerabilities'],
	['Policy', 'policies'],
	['Key', 'keys'],
	['Cyber', 'cybers'],
	['y', 'ys'],
	['Process', 'processes'],
	['Box', 'boxes'],
	['Quiz', 'quizes'],
	['Branch', 'branches'],
	['Hash', 'hashes'],
	['Schema', 'schemas'],
	['Yard', 'yards'],
	['Xray', 'xrays'],
	['  Asset ', 'assets'],
])('the plural of %s is %s', (code, plural) => {
	expect(pluralOf(code)).toBe(plural);
});

describe('checkDataClass', () => {
	it.each([
		['alerts'],
		['incidents'],
		['indicators'],
		['vulnerabilities'],
		['evidences'],
		['a'],
		['a1_b-c'],
		['z'.repeat(64)],
	])('accepts %s', (type) => {
		expect(checkDataClass('Data Class', type)).toEqual({ ok: true, value: type });
	});

	it('drops spaces around the class', () => {
		expect(checkDataClass('Data Class', ' alerts\n')).toEqual({ ok: true, value: 'alerts' });
	});

	it.each([[''], ['  '], [undefined], [null], [3], [['alerts']]])('calls %j empty', (value) => {
		expect(checkDataClass('Data Class', value)).toEqual({
			ok: false,
			problem: {
				field: 'Data Class',
				message: "'Data Class' is empty.",
				fix: 'Choose a data class, or give the lowercase plural of its name, e.g. alerts.',
			},
		});
	});

	it.each([
		['alert', 'alerts'],
		['Alert', 'alerts'],
		['ALERTS', 'alerts'],
		['Incident', 'incidents'],
		['Incidents', 'incidents'],
		['indicator', 'indicators'],
		['vulnerability', 'vulnerabilities'],
		['Vulnerability', 'vulnerabilities'],
	])('takes %s for a slip of %s', (value, meant) => {
		expect(checkDataClass('Related Data Class', value)).toEqual({
			ok: false,
			problem: {
				field: 'Related Data Class',
				message: `'Related Data Class' is "${value}", which is not a data class name of SecMaster.`,
				fix: `Use the lowercase plural: "${meant}".`,
			},
		});
	});

	it.each([['Assets'], ['1st'], ['-a'], ['_a'], ['a b'], ['a/b'], ['../alerts'], ['ä']])(
		'refuses %s',
		(value) => {
			expect(checkDataClass('Data Class', value)).toEqual({
				ok: false,
				problem: {
					field: 'Data Class',
					message: `'Data Class' is "${value}", which is not a data class name of SecMaster.`,
					fix: 'Use the lowercase plural: letters, digits, "-" and "_", at most 64 characters, e.g. "alerts".',
				},
			});
		},
	);

	it('refuses 65 characters', () => {
		expect(checkDataClass('Data Class', 'z'.repeat(65)).ok).toBe(false);
	});
});

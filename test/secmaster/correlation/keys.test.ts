import { CORRELATION_KEYS, valuesOf } from '../../../secmaster/correlation/keys';

const [HOST, MALWARE, SOURCE_IP, USER] = CORRELATION_KEYS;

it('keys have documented fields, and names for output, panel and sentence', () => {
	expect(
		CORRELATION_KEYS.map(({ name, displayName, word, field }) => [name, displayName, word, field]),
	).toEqual([
		['host', 'Host', 'host', 'resource_list.name'],
		['malware_family', 'Malware Family', 'malware family', 'malware.malware_family'],
		['source_ip', 'Source IP', 'source IP', 'network_list.src_ip'],
		['user', 'User', 'user', 'user_info.user_name'],
	]);
});

it('values are taken from an object, or from each element of a list', () => {
	expect(valuesOf({ malware: { malware_family: 'Mirai' } }, MALWARE)).toEqual(['Mirai']);
	expect(valuesOf({ resource_list: [{ name: 'web-1' }, { name: 'web-2' }] }, HOST)).toEqual([
		'web-1',
		'web-2',
	]);
	expect(valuesOf({ network_list: [{ src_ip: ['192.0.2.1', '192.0.2.2'] }] }, SOURCE_IP)).toEqual([
		'192.0.2.1',
		'192.0.2.2',
	]);
});

it('values are texts only, each once, without blanks', () => {
	const names = [' root ', 'root', 7, '', '  ', null, undefined];
	const user_info = [...names.map((user_name) => ({ user_name })), {}, null, 'text'];
	expect(valuesOf({ user_info }, USER)).toEqual(['root']);
});

it.each([undefined, null, 'text', {}, { user_info: null }, { user_info: 7 }, { user_info: [] }])(
	'%j has no values',
	(object) => {
		expect(valuesOf(object, USER)).toEqual([]);
	},
);

import { simplified } from '../../../secmaster/objects/simplify';

const envelope = { id: 'o', create_time: 'c', update_time: 'u' };

it('shows what lies deeper at the top, and null for what is not there', () => {
	const object = {
		title: 'Brute force',
		alert_type: { category: 'Attack', alert_type: 'Brute force' },
		network_list: [{ src_ip: '203.0.113.7' }, { src_ip: '203.0.113.8' }],
	};
	expect(simplified('alerts', { ...envelope, data_object: object })).toEqual({
		id: 'o',
		title: 'Brute force',
		severity: null,
		handle_status: null,
		verification_state: null,
		alert_type: 'Brute force',
		source_ip: '203.0.113.7',
		owner: null,
		create_time: 'c',
		update_time: 'u',
	});
});

const inner = { type: { id: 't' }, of: 'no interest' };
const same = (names: string[]) => Object.fromEntries(names.map((name) => [name, `the ${name}`]));

it.each([
	[
		'alerts',
		{ alert_type: { alert_type: 'Brute force' }, network_list: [{ src_ip: '203.0.113.7' }] },
		['title', 'severity', 'handle_status', 'verification_state', 'owner'],
		{ alert_type: 'Brute force', source_ip: '203.0.113.7' },
	],
	[
		'incidents',
		{ incident_type: { incident_type: 'DDoS' } },
		['title', 'severity', 'handle_status', 'verification_state', 'owner', 'close_reason'],
		{ incident_type: 'DDoS' },
	],
	[
		'indicators',
		{ indicator_type: { indicator_type: 'IPv4' } },
		['name', 'value', 'verdict', 'status', 'confidence', 'labels'],
		{ indicator_type: 'IPv4' },
	],
	[
		'vulnerabilities',
		{
			vulnerability: { id: 'CVE-1', level: 'High', status: 'open' },
			resource: { id: 'r', name: 'a host' },
		},
		['vul_name', 'handled'],
		{
			vulnerability_id: 'CVE-1',
			level: 'High',
			status: 'open',
			resource_id: 'r',
			resource_name: 'a host',
		},
	],
	['assets', {}, ['title', 'name', 'description'], {}],
])('shows of %s what playbooks ask for most', (dataclassType, deep, flat, shown) => {
	const data_object = { ...inner, ...same(flat), ...deep };
	expect(simplified(dataclassType, { ...envelope, data_object })).toEqual({
		id: 'o',
		...same(flat),
		...shown,
		create_time: 'c',
		update_time: 'u',
	});
});

it('takes ID and times from the object when the envelope has none', () => {
	const data_object = { id: 'inner', create_time: 'c', update_time: 'u', name: 'a host' };
	expect(simplified('assets', { data_object } as never)).toEqual({
		id: 'inner',
		title: null,
		name: 'a host',
		description: null,
		create_time: 'c',
		update_time: 'u',
	});
});

it('does not stumble over an object without fields', () => {
	expect(simplified('vulnerabilities', { id: 'v', data_object: null } as never)).toMatchObject({
		id: 'v',
		level: null,
		create_time: null,
		update_time: null,
	});
});

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
	});
});

import fc from 'fast-check';

import { toSecMasterTime } from '../../emulator/time.mts';
import { age, parseTime } from '../../secmaster/time.ts';

describe('parseTime', () => {
	it.each([
		['2024-01-20T00:00:00.000Z+0800', Date.UTC(2024, 0, 19, 16)],
		['2024-01-20T00:00:00.000Z+08:00', Date.UTC(2024, 0, 19, 16)],
		['2024-01-20T00:00:00.000Z-0330', Date.UTC(2024, 0, 20, 3, 30)],
		['2024-01-20T00:00:00.000+0800', Date.UTC(2024, 0, 19, 16)],
		['2024-01-20T00:00:00.000+08:00', Date.UTC(2024, 0, 19, 16)],
		['2024-01-20T00:00:00.000Z', Date.UTC(2024, 0, 20)],
		['  2024-01-20T00:00:00Z+0000\n', Date.UTC(2024, 0, 20)],
		['1970-01-01T00:00:00.000Z', 0],
		['2024-01-20', Date.UTC(2024, 0, 20)],
	])('reads %j', (text, ms) => {
		expect(parseTime(text)).toBe(ms);
	});

	it.each([
		[''],
		['yesterday'],
		['2024-13-01T00:00:00Z'],
		['2024-01-20T00:00:00.000Z+08'],
		['2024-01-20T00:00:00.000Z+0800 or so'],
		['Alert 5'],
		['Alert 2024-01-20'],
		['2024-01-2'],
		['7'],
		[5],
		[null],
		[undefined],
		[{}],
	])('does not take %j for a time', (text) => {
		expect(parseTime(text)).toBeUndefined();
	});

	it('reads what SecMaster writes, to the millisecond', () => {
		const anyTime = fc.integer({ min: Date.UTC(1971, 0, 1), max: Date.UTC(2200, 0, 1) });
		fc.assert(
			fc.property(anyTime, (ms) => {
				expect(parseTime(toSecMasterTime(ms))).toBe(ms);
			}),
		);
	});
});

describe('age', () => {
	const MINUTE = 60_000;
	const HOUR = 60 * MINUTE;
	const DAY = 24 * HOUR;
	it.each([
		[0, 'just now'],
		[MINUTE - 1, 'just now'],
		[MINUTE, '1 min ago'],
		[2 * MINUTE - 1, '1 min ago'],
		[HOUR - 1, '59 min ago'],
		[HOUR, '1 h ago'],
		[DAY - 1, '23 h ago'],
		[DAY, '1 d ago'],
		[400 * DAY, '400 d ago'],
		[-HOUR, 'just now'],
	])('%d ms are "%s"', (ms, text) => {
		expect(age(1_000_000, 1_000_000 + ms)).toBe(text);
	});
});

import fc from 'fast-check';

import { toSecMasterTime } from '../../emulator/time.mts';
import { age, parseTime, toWireTime, withIsoTimes } from '../../secmaster/time.ts';

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

test('a time that goes out is read back as the same moment', () => {
	expect(toWireTime(Date.UTC(2024, 0, 19, 16))).toBe('2024-01-19T16:00:00.000Z+0000');
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 4e12 }), (ms) => {
			expect(parseTime(toWireTime(ms))).toBe(ms);
			expect(withIsoTimes(toSecMasterTime(ms))).toBe(new Date(ms).toISOString());
		}),
	);
});

test("SecMaster's times become ISO wherever they stand, and nothing else changes", () => {
	const json = {
		time: '2024-01-20T00:00:00.000Z+0800',
		list: [{ deep: '2024-01-20T00:00:00Z-0330' }, null, 7, true],
		iso: '2024-01-20T00:00:00.000Z',
		text: 'seen at 2024-01-20T00:00:00.000Z+0800',
		impossible: '2024-13-20T00:00:00.000Z+0800',
	};
	expect(withIsoTimes(json)).toEqual({
		...json,
		time: '2024-01-19T16:00:00.000Z',
		list: [{ deep: '2024-01-20T03:30:00.000Z' }, null, 7, true],
	});
});

it.each([
	['2024-01-20T00:00:00Z+0800', '2024-01-19T16:00:00.000Z'],
	['2024-01-20T00:00:00.5Z+08:00', '2024-01-19T16:00:00.500Z'],
	['2024-01-20T00:00:00.123456789Z-0800', '2024-01-20T08:00:00.123Z'],
])("%j is a time of SecMaster's and becomes %j", (text, iso) => {
	expect(withIsoTimes(text)).toBe(iso);
});

it("a list of one of SecMaster's times stays a list", () => {
	expect(withIsoTimes(['2024-01-20T00:00:00.000Z+0800'])).toEqual(['2024-01-19T16:00:00.000Z']);
});

it.each([
	[' 2024-01-20T00:00:00.000Z+0800'],
	['2024-01-20T00:00:00.000Z+0800\n'],
	['2024-01-20 00:00:00Z+0800'],
	['2024-01-20T00:00Z+0800'],
	['2024-01-20T00:00:00.1234567890Z+0800'],
	['2024-01-20T00:00:00+0800'],
	[''],
	[0],
	[false],
	[null],
	[undefined],
])('%j stays as it is', (json) => {
	expect(withIsoTimes(json)).toBe(json);
});

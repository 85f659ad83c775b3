import { quote } from '../../../secmaster/inputProblem';
import { checkTime } from '../../../secmaster/search/timeInput';

const at = (value: unknown, timezone = 'UTC') => {
	const checked = checkTime('Created After', value, timezone);
	return checked.ok ? new Date(checked.value).toISOString() : checked.problem.message;
};

it.each([
	['2024-01-20T08:00:00Z', '2024-01-20T08:00:00.000Z'],
	['2024-01-20T08:00:00+08:00', '2024-01-20T00:00:00.000Z'],
	['2024-01-20T08:00:00.000Z+0800', '2024-01-20T00:00:00.000Z'],
	[new Date(1705737600000), '2024-01-20T08:00:00.000Z'],
	[{ toMillis: () => 1705737600000 }, '2024-01-20T08:00:00.000Z'],
	[1705737600000, '2024-01-20T08:00:00.000Z'],
])('%j is that moment in every time zone', (value, iso) => {
	expect(at(value)).toBe(iso);
	expect(at(value, 'Asia/Shanghai')).toBe(iso);
});

it.each([
	['2024-01-20', 'Asia/Shanghai', '2024-01-19T16:00:00.000Z'],
	['2024-01-20T08:00:00', 'Asia/Shanghai', '2024-01-20T00:00:00.000Z'],
	['2024-01-20 08:00', 'Asia/Shanghai', '2024-01-20T00:00:00.000Z'],
	[' 2024-01-20 08:00\n', 'Asia/Shanghai', '2024-01-20T00:00:00.000Z'],
	['2024-01-20T08:00:00.2', 'Asia/Shanghai', '2024-01-20T00:00:00.200Z'],
	['2024-01-20T08:00:00.250', 'UTC', '2024-01-20T08:00:00.250Z'],
	['2024-01-20T08:00:00.123456789', 'Asia/Shanghai', '2024-01-20T00:00:00.123Z'],
	['2023-12-31T23:59:59', 'America/St_Johns', '2024-01-01T03:29:59.000Z'],
	['2024-07-20T08:00:00', 'Europe/Berlin', '2024-07-20T06:00:00.000Z'],
	['2024-01-20T08:00:00', 'Europe/Berlin', '2024-01-20T07:00:00.000Z'],
	['2024-01-20T08:00:00', 'America/St_Johns', '2024-01-20T11:30:00.000Z'],
	// The hour around both changes of the clock.
	['2024-03-31T01:30:00', 'Europe/Berlin', '2024-03-31T00:30:00.000Z'],
	['2024-03-31T03:30:00', 'Europe/Berlin', '2024-03-31T01:30:00.000Z'],
	['2024-10-27T03:30:00', 'Europe/Berlin', '2024-10-27T02:30:00.000Z'],
])('%j in %s', (value, timezone, iso) => {
	expect(at(value, timezone)).toBe(iso);
});

it.each([
	['soon'],
	[''],
	[7],
	[true],
	[null],
	[{}],
	['2024-13-01'],
	[new Date(NaN)],
	['20.01.2024'],
	['on 2024-01-20'],
	['2024-01-20x'],
	['2024-01-20T08'],
	['2024-01-20-08:00'],
	['2024-01-20T8:00'],
	['2024-01-20T08:00:0'],
	[{ toMillis: () => NaN }],
	[Infinity],
	[99_999_999_999],
])('%j is no time', (value) => {
	expect(at(value)).toBe(`'Created After' is ${quote(value)}, which is not a time.`);
});

it('takes numbers from 1973 on for ms since the epoch', () => {
	expect(at(1e11)).toBe('1973-03-03T09:46:40.000Z');
});

it('names the field, and says how a time is given', () => {
	expect(checkTime('Created After', 'soon', 'UTC')).toEqual({
		ok: false,
		problem: {
			field: 'Created After',
			message: '\'Created After\' is "soon", which is not a time.',
			fix: 'Choose a date, or give ISO 8601, e.g. 2024-01-20T08:00:00Z or {{ $now.minus({ days: 1 }) }}.',
		},
	});
});

import fc, { type Arbitrary } from 'fast-check';

import { invalidCount, missingCount, poolCounts } from './pool.mts';

/** Subject and related class of a call, in the names of the pool. */
export interface Pair {
	dataclass: string;
	subject: string;
	related: string;
}

const nameOf = (kind: string, count: number) =>
	fc.integer({ min: 0, max: count - 1 }).map((index) => `${kind}#${index}`);

/** Few, so that requests overlap. */
const object = fc.oneof(
	{ weight: 6, arbitrary: nameOf('alerts', 8) },
	{ weight: 2, arbitrary: nameOf('incidents', poolCounts.incidents) },
	{ weight: 3, arbitrary: nameOf('indicators', poolCounts.indicators) },
	{ weight: 1, arbitrary: nameOf('vulnerabilities', poolCounts.vulnerabilities) },
);
const missing = nameOf('missing', missingCount);
const invalid = nameOf('invalid', invalidCount);
const range = fc
	.tuple(
		fc.nat({ max: 29 }),
		fc.oneof(fc.integer({ min: 1, max: 210 }), fc.constantFrom(99, 100, 101, 199, 200, 201)),
	)
	.map(([from, count]) => `alerts#${from}..${Math.min(from + count, poolCounts.alerts) - 1}`);

const classes = fc.constantFrom('alerts', 'incidents', 'indicators', 'vulnerabilities');
const noClass = fc.constant('playthings');

/** Mostly a pair that exists, and mostly the same few. */
export const pair: Arbitrary<Pair> = fc.oneof(
	{
		weight: 8,
		arbitrary: fc.record({
			dataclass: fc.constant('incidents'),
			subject: nameOf('incidents', 2),
			related: fc.constantFrom('alerts', 'alerts', 'alerts', 'indicators', 'incidents'),
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			dataclass: fc.constant('alerts'),
			subject: nameOf('alerts', 2),
			related: fc.constantFrom('incidents', 'alerts', 'indicators', 'vulnerabilities'),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			dataclass: fc.constant('vulnerabilities'),
			subject: nameOf('vulnerabilities', 1),
			related: fc.constantFrom('alerts', 'vulnerabilities'),
		}),
	},
	// Absent subjects: of no class, of another class, or nowhere; and classes that do not exist.
	{
		weight: 1,
		arbitrary: fc.record({
			dataclass: fc.oneof({ weight: 5, arbitrary: classes }, noClass),
			subject: fc.oneof(object, missing),
			related: fc.oneof({ weight: 5, arbitrary: classes }, noClass),
		}),
	},
);

const knownClass = ({ related }: Pair) =>
	related in poolCounts ? (related as keyof typeof poolCounts) : 'alerts';

const ownObject = (target: Pair) => {
	const known = knownClass(target);
	return nameOf(known, Math.min(8, poolCounts[known]));
};

/** Objects of the related class. */
export const goodIds = (target: Pair): Arbitrary<string[]> =>
	fc.oneof(
		{ weight: 2, arbitrary: fc.array(ownObject(target), { minLength: 1, maxLength: 8 }) },
		{
			weight: knownClass(target) === 'alerts' ? 2 : 0,
			arbitrary: fc.array(range, { minLength: 1, maxLength: 2 }),
		},
	);

/** Objects of the related class with some that do not belong there, and the subject itself. */
export const anyIds = (target: Pair): Arbitrary<string[]> => {
	const { subject } = target;
	const own = ownObject(target);
	const mixed = fc.array(
		fc.oneof(
			{ weight: 6, arbitrary: own },
			{ weight: 1, arbitrary: object },
			{ weight: 2, arbitrary: missing },
			{ weight: 1, arbitrary: invalid },
			{ weight: 1, arbitrary: fc.constant(subject) },
		),
		{ maxLength: 12 },
	);
	const long = fc
		.tuple(fc.array(fc.oneof(missing, object), { maxLength: 2 }), range, mixed)
		.map((parts) => parts.flat());
	return fc.oneof(
		{ weight: 4, arbitrary: goodIds(target) },
		{ weight: 4, arbitrary: mixed },
		{ weight: knownClass(target) === 'alerts' ? 2 : 0, arbitrary: long },
	);
};

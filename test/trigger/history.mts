import fc, { type Arbitrary } from 'fast-check';

import type { FaultKind } from '../../emulator/faults.mts';

/** Something that happens in the workspace. Times of creation and change lie `lateMs` back. */
export type Happening =
	| { kind: 'arrive'; count: number; lateMs: number; severity: string }
	| { kind: 'change'; picks: number[]; lateMs: number; watched: boolean; value: string };

export interface Tick {
	kind: 'tick';
	faults: Array<{ kind: FaultKind; skip: number; times: number }>;
	/** The process ends while this call of the poll, counted from 1, is under way. */
	killedAt?: number;
	/** The process ends when the poll is over: what n8n has written by then. */
	killedAfter?: 'nothing' | 'execution' | 'state' | 'both';
	/** Happens while this call, counted from 1, is under way. */
	meanwhile?: { at: number; what: Happening };
	/** The answer of this call, counted from 1, is not as it should be. */
	tampered?: { at: number; how: 'noId' | 'noTime' | 'unsorted' };
	/** So many calls use up the poll's time. */
	calls: number;
}

export type Step =
	| Happening
	| Tick
	| { kind: 'pass'; ms: number }
	/** n8n starts again with the state that is stored, or with one that was stored before. */
	| { kind: 'restart'; older: boolean };

/** A random life of a workspace and of a trigger that watches it. */
export interface History {
	watches: 'new' | 'updated' | 'severity';
	/** Only objects of high severity are watched. */
	filtered: boolean;
	/** Cursor and execution are written in one transaction. */
	durable: boolean;
	/** A number of ms: what the look-back option says. */
	lookBackMs?: number;
	overlapMs: number;
	mostEvents: number;
	mostRemembered: number;
	pageRows: number;
	/** Highest offset that the client uses. */
	lastOffset: number;
	profile: {
		fromDateFilters: 'create_time' | 'update_time';
		total: 'exact' | 'absent';
		generation: 'current' | 'older';
		offsetLimit: 9998 | 1000;
		indexingDelayMs: number;
		staleSearches: number;
		equalTimes: 'byCreation' | 'any';
	};
	/** Objects that are there before. */
	before: number;
	steps: Step[];
}

/** Negative: an object that bears a time ahead of the clock. */
const LATE_MS = [0, 0, 0, 0, 1, 900, 4000, 9999, 30_000, -20_000];
const severity = fc.constantFrom('Low', 'High');

const arrive: Arbitrary<Happening> = fc.record({
	kind: fc.constant('arrive' as const),
	count: fc.integer({ min: 1, max: 6 }),
	lateMs: fc.constantFrom(...LATE_MS),
	severity,
});

const change: Arbitrary<Happening> = fc.record({
	kind: fc.constant('change' as const),
	picks: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
	lateMs: fc.constantFrom(...LATE_MS),
	watched: fc.boolean(),
	value: severity,
});

const happening = fc.oneof({ weight: 3, arbitrary: arrive }, { weight: 2, arbitrary: change });

/** What can befall a search. */
export const FAULTS: readonly FaultKind[] = [
	'throttleUser',
	'throttleRetryAfter',
	'internal',
	'internalPermanent',
	'badGateway',
	'unavailable',
	'gatewayTimeout',
	'resetBeforeCommit',
	'resetAfterCommit',
	'malformedJson',
	'html',
	'emptyBody',
	'tokenExpired',
	'forbidden',
];

const callNumber = fc.integer({ min: 1, max: 4 });
const seldom = <T,>(weight: number, arbitrary: Arbitrary<T>): Arbitrary<T | undefined> =>
	fc.oneof({ weight, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const tick: Arbitrary<Tick> = fc.record({
	kind: fc.constant('tick' as const),
	faults: fc.oneof(
		{ weight: 3, arbitrary: fc.constant<Tick['faults']>([]) },
		{
			weight: 1,
			arbitrary: fc.array(
				fc.record({
					kind: fc.constantFrom(...FAULTS),
					skip: fc.nat({ max: 3 }),
					times: fc.constantFrom(1, 2, 5),
				}),
				{ minLength: 1, maxLength: 2 },
			),
		},
	),
	killedAt: seldom(7, callNumber),
	killedAfter: seldom(7, fc.constantFrom('nothing', 'execution', 'state', 'both')),
	meanwhile: seldom(3, fc.record({ at: callNumber, what: happening })),
	tampered: seldom(
		12,
		fc.record({ at: callNumber, how: fc.constantFrom('noId', 'noTime', 'unsorted') }),
	),
	calls: fc.constantFrom(100, 100, 100, 3, 1),
});

const step: Arbitrary<Step> = fc.oneof(
	{ weight: 6, arbitrary: happening },
	{ weight: 6, arbitrary: tick },
	{
		weight: 4,
		arbitrary: fc
			.constantFrom(1, 40, 1000, 8000, 59_000)
			.map((ms) => ({ kind: 'pass' as const, ms })),
	},
	{
		weight: 1,
		arbitrary: fc
			.constantFrom(false, false, false, true)
			.map((older) => ({ kind: 'restart' as const, older })),
	},
);

const anyHistory: Arbitrary<History> = fc.record({
	watches: fc.constantFrom('new', 'updated', 'severity'),
	filtered: fc.constantFrom(false, false, true),
	durable: fc.boolean(),
	lookBackMs: seldom(3, fc.constantFrom(5000, 120_000)),
	overlapMs: fc.constantFrom(0, 10_000, 60_000),
	mostEvents: fc.constantFrom(1, 3, 1000),
	mostRemembered: fc.constantFrom(10_000, 10_000, 4),
	pageRows: fc.constantFrom(2, 3, 7, 1000),
	lastOffset: fc.constantFrom(9998, 9998, 20),
	profile: fc.record({
		fromDateFilters: fc.constantFrom('create_time', 'update_time'),
		total: fc.constantFrom('exact', 'absent'),
		generation: fc.constantFrom('current', 'older'),
		offsetLimit: fc.constantFrom(9998, 1000),
		indexingDelayMs: fc.constantFrom(0, 0, 3000),
		staleSearches: fc.constantFrom(0, 0, 1, 2),
		equalTimes: fc.constantFrom('byCreation', 'any'),
	}),
	before: fc.nat({ max: 6 }),
	steps: fc.array(step, { minLength: 4, maxLength: 40 }),
});

/** With equal times in any order, a page must hold all objects of one time: see docs/trigger.md. */
const MOST_OF_ONE_TIME = 6;

export const history: Arbitrary<History> = anyHistory.map((drawn) =>
	drawn.pageRows > MOST_OF_ONE_TIME
		? drawn
		: { ...drawn, profile: { ...drawn.profile, equalTimes: 'byCreation' } },
);

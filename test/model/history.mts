import fc, { type Arbitrary } from 'fast-check';

import { faultKinds, type FaultRule } from '../../emulator/faults.mts';
import {
	defaultProfile,
	profileNames,
	profileValues,
	type Profile,
} from '../../emulator/profile.mts';
import { anyIds, goodIds, pair, type Pair } from './pairs.mts';

export interface Ask extends Pair {
	/** Names of the pool; see `Pool`. */
	ids: string[];
	checkExistingFirst: boolean;
}

/** A run of the client. */
export interface ChangeStep {
	kind: 'associate' | 'disassociate';
	requests: Ask[];
	faults: FaultRule[];
	/** Milliseconds that the run may take on its own clock. */
	deadlineMs: number;
	/** The execution is stopped while this call, counted from 1, is under way. */
	cancelledAt?: number;
	/** Whether the same requests are made once more without faults. The last step always is. */
	again: boolean;
}

export type Step =
	| ChangeStep
	/** Somebody's own look at the relations. */
	| ({ kind: 'list' } & Pair);

/** A random life of one workspace. */
export interface History {
	profile: Profile;
	/** So many alerts are associated with `incidents#0` at the start. */
	crowd: number;
	/** Seed of the client's own randomness. */
	random: number;
	steps: Step[];
}

const routes = ['relations\\.(create|delete)', 'relations\\.list', '\\w+\\.get', '.*'] as const;

const fault: Arbitrary<FaultRule> = fc
	.record({
		kind: fc.constantFrom(...faultKinds),
		route: fc.oneof(
			{ weight: 5, arbitrary: fc.constant(routes[0]) },
			{ weight: 2, arbitrary: fc.constant(routes[1]) },
			{ weight: 1, arbitrary: fc.constant(routes[2]) },
			{ weight: 2, arbitrary: fc.constant(routes[3]) },
		),
		skip: fc.oneof(fc.constant(0), fc.nat({ max: 6 })),
		times: fc.oneof(
			{ weight: 4, arbitrary: fc.integer({ min: 1, max: 4 }) },
			{ weight: 1, arbitrary: fc.constant(Infinity) },
		),
		late: fc.oneof(
			fc.record({ afterCalls: fc.integer({ min: 1, max: 8 }) }),
			fc.record({ ms: fc.integer({ min: 1, max: 8 }) }),
		),
		slowMs: fc.constantFrom(2, 60),
	})
	.map(({ kind, route, skip, times, late, slowMs }) => ({
		kind,
		route,
		skip,
		// Each of these costs real time.
		times: ['slow', 'hang'].includes(kind) ? Math.min(times, 3) : times,
		...(kind === 'lateCommit' ? late : {}),
		...(kind === 'slow' ? { ms: slowMs } : {}),
	}));

const askFor = (idsFor: (target: Pair) => Arbitrary<string[]>): Arbitrary<Ask[]> => {
	const ask = pair.chain((target) =>
		fc
			.record({ ids: idsFor(target), checkExistingFirst: fc.boolean() })
			.map((more) => ({ ...target, ...more })),
	);
	return fc.array(ask, { minLength: 1, maxLength: 3 });
};

const kind = fc.constantFrom<ChangeStep['kind'][]>('associate', 'associate', 'disassociate');

const changeStep: Arbitrary<Step> = fc.record({
	kind,
	requests: askFor(anyIds),
	faults: fc.oneof(
		{ weight: 2, arbitrary: fc.constant<FaultRule[]>([]) },
		{ weight: 5, arbitrary: fc.array(fault, { minLength: 1, maxLength: 3 }) },
	),
	deadlineMs: fc.oneof(
		{ weight: 12, arbitrary: fc.constant(120_000) },
		{ weight: 1, arbitrary: fc.constantFrom(0, 1000, 5000) },
	),
	cancelledAt: fc.oneof(
		{ weight: 12, arbitrary: fc.constant(undefined) },
		{ weight: 1, arbitrary: fc.integer({ min: 1, max: 6 }) },
	),
	again: fc.boolean(),
});

/** Nothing is wrong, but for an absent subject now and then. */
const quietStep: Arbitrary<Step> = fc.tuple(kind, askFor(goodIds)).map(([change, requests]) => ({
	kind: change,
	requests,
	faults: [],
	deadlineMs: 120_000,
	again: false,
}));

const stepsOf = (changing: Arbitrary<Step>): Arbitrary<Step[]> => {
	const step = fc.oneof(
		{ weight: 8, arbitrary: changing },
		{ weight: 1, arbitrary: pair.map((target) => ({ kind: 'list' as const, ...target })) },
	);
	return fc.array(step, { minLength: 1, maxLength: 6 });
};

const switches = Object.fromEntries(
	profileNames.map((name) => [name, fc.constantFrom<unknown>(...profileValues[name])]),
) as Record<keyof Profile, Arbitrary<unknown>>;

/** The default, the default with some switches changed, or any combination. */
const profile = fc.oneof(
	{ weight: 2, arbitrary: fc.constant({}) },
	{ weight: 4, arbitrary: fc.record(switches, { requiredKeys: [] }) },
	{ weight: 4, arbitrary: fc.record(switches) },
);

const usual: Arbitrary<History> = fc.record({
	profile: profile.map((changes) => ({ ...defaultProfile(), ...changes }) as Profile),
	crowd: fc.oneof(
		{ weight: 14, arbitrary: fc.constant(0) },
		{ weight: 1, arbitrary: fc.constantFrom(990, 1500, 2100) },
	),
	random: fc.nat(),
	steps: stepsOf(changeStep),
});

const quiet: Arbitrary<History> = fc.record({
	profile: fc.constant(null).map(() => defaultProfile()),
	crowd: fc.constant(0),
	random: fc.nat(),
	steps: stepsOf(quietStep),
});

export const history: Arbitrary<History> = fc.oneof(
	{ weight: 11, arbitrary: usual },
	{ weight: 1, arbitrary: quiet },
);

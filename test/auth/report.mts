import { compareGenerated } from './conformance.mts';
import { wrongVectors } from './vectors.mts';

/** Where a wrong key could be sent more than once. */
export const situations = [
	/** The credential's test in the editor. */
	'doctor',
	/** One execution with 1,000 input items. */
	'run_1000_items',
	/** One execution with Retry On Fail and five tries. */
	'retry_on_fail_5_tries',
	/** A list of the node opened in the editor. */
	'picker',
	/** One poll of the trigger. */
	'trigger_tick',
] as const;

export type Situation = (typeof situations)[number];

/** The last line of `npm run test:auth`. Null: not measured. */
export interface AuthReport {
	/** Signature vectors compared, stage by stage. */
	vectors: number;
	/** Requests signed by the package and by Huawei's SDK core. */
	generated: number;
	/** Vectors and generated requests that came out otherwise than they must. */
	mismatches: number;
	/** How often the SDK core left the documented rule, by kind. */
	departures: Record<string, number>;
	seed: number;
	/** Failure paths that were searched for secrets. */
	canary_paths: number | null;
	/** Secrets found on them. */
	leaks: number | null;
	/** Requests with a wrong key that reached the gateway, in each situation. */
	requests_with_wrong_key: Record<Situation, number | null>;
	/** Tokens that IAM minted. */
	tokens_minted: {
		/** 1,000 items, no token at the start. */
		cold_1000_items: number | null;
		/** The same with a token that ends in mid-run. */
		expiry_mid_run: number | null;
	};
}

/** A part of the report, and what is wrong with it, each in one line. */
export interface Part {
	report: Partial<AuthReport>;
	problems: string[];
}

export function signatures(generated: number, seed: number): Part {
	const { vectors, wrong } = wrongVectors();
	const { mismatches, ...compared } = compareGenerated(generated, seed);
	return {
		report: { vectors, ...compared, mismatches: wrong.length + mismatches.length },
		problems: [...wrong, ...mismatches],
	};
}

/** A report of which nothing has been measured yet. */
export function emptyReport(): AuthReport {
	return {
		vectors: 0,
		generated: 0,
		mismatches: 0,
		departures: {},
		seed: 0,
		canary_paths: null,
		leaks: null,
		requests_with_wrong_key: Object.fromEntries(
			situations.map((situation) => [situation, null]),
		) as Record<Situation, null>,
		tokens_minted: { cold_1000_items: null, expiry_mid_run: null },
	};
}

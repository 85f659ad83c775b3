import type { LoggedCall } from './call-log.mts';

export const faultKinds = [
	'throttleUser',
	'throttleIp',
	'throttleRetryAfter',
	'internal',
	'internalPermanent',
	'badGateway',
	'badGatewayAfterCommit',
	'unavailable',
	'gatewayTimeout',
	'gatewayTimeoutAfterCommit',
	'resetBeforeCommit',
	'resetAfterCommit',
	'partialCommitThenReset',
	'lateCommit',
	'slow',
	'hang',
	'malformedJson',
	'html',
	'emptyBody',
	'tokenExpired',
	'forbidden',
] as const;

export type FaultKind = (typeof faultKinds)[number];

export interface FaultRule {
	kind: FaultKind;
	/** A route's name, or the source of a regular expression that matches the whole name. */
	route?: string | RegExp;
	method?: string;
	/** Let the first so many matching calls pass. */
	skip?: number;
	/** How often it fires. Default 1; Infinity (in JSON "Infinity") for always. */
	times?: number;
	/** 0 to 1: each matching call is hit with this probability, by a seeded generator. */
	probability?: number;
	/** Seed of the generator, default 1. */
	seed?: number;
	/** Milliseconds: the wait of `slow`, the delay of `lateCommit`, Retry-After × 1000. */
	ms?: number;
	/** `lateCommit`: carried out when so many further calls are answered. Default 1 without ms. */
	afterCalls?: number;
}

interface ActiveRule {
	rule: FaultRule;
	matches: (call: LoggedCall) => boolean;
	random: () => number;
	seen: number;
	fired: number;
}

/** Faults on demand. Rules are asked in the order of `add`; the first that fires wins. */
export class Faults {
	private rules: ActiveRule[] = [];
	private history: Array<{ kind: FaultKind; call: LoggedCall }> = [];

	/** Adds a rule. Throws an Error that lists the allowed kinds for an unknown one. */
	add(rule: FaultRule): void {
		if (!faultKinds.includes(rule.kind)) {
			throw new Error(`Unknown fault "${rule.kind}". Allowed: ${faultKinds.join(', ')}.`);
		}
		const { route, method } = rule;
		const source = route instanceof RegExp ? route.source : route;
		const pattern = source === undefined ? undefined : new RegExp(`^(?:${source})$`);
		this.rules.push({
			rule,
			matches: (call) =>
				(!pattern || pattern.test(call.route)) && (!method || method.toUpperCase() === call.method),
			random: seededRandom(rule.seed ?? 1),
			seen: 0,
			fired: 0,
		});
	}

	/** The rule that hits this call, if any. It is counted as fired. */
	next(call: LoggedCall): FaultRule | undefined {
		for (const active of this.rules) {
			const { rule } = active;
			if (!active.matches(call)) continue;
			active.seen += 1;
			if (active.seen <= (rule.skip ?? 0) || active.fired >= (rule.times ?? 1)) continue;
			if (rule.probability !== undefined && active.random() >= rule.probability) continue;
			active.fired += 1;
			call.fault = rule.kind;
			this.history.push({ kind: rule.kind, call });
			return rule;
		}
		return undefined;
	}

	fired(): Array<{ kind: FaultKind; call: LoggedCall }> {
		return [...this.history];
	}

	/** The rules as added, with how often each fired. */
	list(): Array<FaultRule & { fired: number }> {
		return this.rules.map(({ rule, fired }) => ({ ...rule, fired }));
	}

	clear(): void {
		this.rules = [];
		this.history = [];
	}
}

/** mulberry32: small, and the same on every machine. */
function seededRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

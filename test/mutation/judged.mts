import type { Survivor } from './report.mts';

/** A change that no test can or need notice, and why. */
export interface Judged {
	/** Path under secmaster/. */
	file: string;
	/** A part of the line of code that was changed. */
	code: string;
	/** What Stryker put there; absent: any change of that line that survives. */
	replacement?: string;
	why: string;
}

/** In the order of files. An entry that fits no survivor is to be taken out. */
export const judged: readonly Judged[] = [];

/** The survivors that nobody has judged, and the judgements that fit no survivor. */
export function compareWithJudged(
	survivors: readonly Survivor[],
	judgements: readonly Judged[] = judged,
): { unjudged: Survivor[]; idle: Judged[] } {
	const fits = (survivor: Survivor, { file, code, replacement }: Judged) =>
		survivor.file === file &&
		survivor.code.includes(code) &&
		(replacement === undefined || survivor.replacement === replacement);
	return {
		unjudged: survivors.filter((one) => !judgements.some((judgement) => fits(one, judgement))),
		idle: judgements.filter((judgement) => !survivors.some((one) => fits(one, judgement))),
	};
}

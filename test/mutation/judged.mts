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
export const judged: readonly Judged[] = [
	{
		file: 'association/bisect.ts',
		code: 'if (!(await checkSubject(run, ledger))) return;',
		replacement: 'false',
		why: 'A group whose subject does not exist has failed, and sends no more anyway.',
	},
	{
		file: 'association/bisect.ts',
		code: 'ledger.verdicts.get(id)?.kind',
		why: 'Each ID has a verdict by then.',
	},
	{
		file: 'association/explain.ts',
		code: 'ledger.verdicts.get(id)?.kind',
		why: 'Each ID has a verdict by then.',
	},
	{
		file: 'association/explain.ts',
		code: "if (verdict?.kind === 'unclear')",
		why: 'Each ID has a verdict by then.',
	},
	{
		file: 'association/explain.ts',
		code: 'ledger.failureOf(id)?.reason',
		why: 'What is neither unclear nor failed is not asked about.',
	},
	{
		file: 'association/explain.ts',
		code: "code: ledger.failureOf(id)?.code ?? ''",
		why: 'An ID that is found failed before.',
	},
	{
		file: 'association/explain.ts',
		code: "seen.kind === 'unknown' && seen.forbidden",
		why: 'Nothing else that was seen has the field.',
	},
	{
		file: 'association/explain.ts',
		code: 'run.halted() !== undefined',
		why: 'Of a run that has halted no call is sent, asked or not.',
	},
	{
		file: 'association/look.ts',
		code: "return absent ? seen : { kind: 'unknown'",
		why: 'Of the subject it is asked only whether it is absent.',
	},
	{
		file: 'association/look.ts',
		code: 'const KNOWN_REASONS =',
		why: '“unauthenticated”: with a refused credential nothing is looked up.',
	},
	{
		file: 'association/relations.ts',
		code: 'rows.total === undefined ? false',
		why: 'No number is at least undefined.',
	},
	{
		file: 'association/relations.ts',
		code: '(data ?? []).map(idOf)',
		why: 'A row without an ID would be dropped by the filter.',
	},
	{
		file: 'association/send.ts',
		code: "code: '',",
		why: 'Of an answer that leaves an ID open, only the message is shown.',
	},
	{
		file: 'association/send.ts',
		code: 'ledger.doubt(ids, { late: false })',
		replacement: '{}',
		why: 'Undefined counts as false.',
	},
	{
		file: 'association/send.ts',
		code: "if (reason === 'throttled') ledger.throttled = cause;",
		replacement: 'true',
		why: 'Every other reason fails the group, and that counts first.',
	},
	{
		file: 'association/send.ts',
		code: "return 'ended';",
		why: 'Those who ask look for “refused” and “answered” only.',
	},
	{
		file: 'association/settle.ts',
		code: "if (verdict?.kind !== 'listed'",
		why: 'Each ID has a verdict by then.',
	},
	{
		file: 'association/settle.ts',
		code: "code: '',",
		why: 'Of an answer that leaves an ID open, only the message is shown.',
	},
	{
		file: 'auth/canonicalUrl.ts',
		code: 'const UNRESERVED =',
		why: 'It is asked about one character at a time.',
	},
	{
		file: 'auth/canonicalUrl.ts',
		code: '.replace(/^\\?/',
		why: 'The first question mark of a query is always its first character.',
	},
	{
		file: 'auth/canonicalUrl.ts',
		code: 'const order =',
		replacement: 'a <= b',
		why: 'Equal texts never come that far.',
	},
	{
		file: 'auth/doctor/identity.ts',
		code: 'if (expiresAt !== undefined && expiresAt <= now)',
		replacement: 'true',
		why: 'Undefined is not less than a number.',
	},
	{
		file: 'auth/iamToken.ts',
		code: "Date.parse(token.expires_at ?? '')",
		why: 'Any text that is no date will do.',
	},
	{
		file: 'auth/iamToken.ts',
		code: '} catch {',
		why: 'A function without a return gives undefined.',
	},
	{
		file: 'auth/signature.ts',
		code: "'utf8'",
		why: 'UTF-8 is what Node.js takes when no encoding is given.',
	},
	{
		file: 'auth/signature.ts',
		code: 'return key === undefined',
		why: 'No header is named “undefined”.',
	},
	{
		file: 'auth/signature.ts',
		code: 'lines.sort(',
		replacement: 'a <= b',
		why: 'No two headers to sign have one name.',
	},
	{
		file: 'http/call.ts',
		code: 'const body = what.body === undefined',
		why: 'JSON.stringify makes undefined of undefined.',
	},
	{
		file: 'http/reply.ts',
		code: 'message.replace(/\\.$/',
		why: 'The messages of the error map have one full stop, at the end.',
	},
	{
		file: 'http/reply.ts',
		code: 'json === null',
		replacement: 'false',
		why: 'The parser gives undefined and never null.',
	},
	{
		file: 'http/retry.ts',
		code: "reply.kind === 'unclear' && reply.resend",
		replacement: 'true',
		why: 'No other reply has the field.',
	},
	{
		file: 'json.ts',
		code: '} catch {',
		why: 'A function without a return gives undefined.',
	},
	{
		file: 'namedIds.ts',
		code: 'const setOf =',
		why: 'No ID has blanks in it.',
	},
	{
		file: 'tenant.ts',
		code: 'dataclass_type_details ?? []',
		why: 'A row that is no type is left out.',
	},
	{
		file: 'tenant.ts',
		code: 'text',
		replacement: 'text.toUpperCase()',
		why: 'Both texts are compared in the same case.',
	},
	{
		file: 'trigger/harvest.ts',
		code: 'createdMs !== undefined && timeMs <= createdMs',
		replacement: 'true',
		why: 'No number is at most undefined.',
	},
	{
		file: 'trigger/poll.ts',
		code: 'late: () => false,',
		why: 'Undefined counts as false.',
	},
	{
		file: 'trigger/poll.ts',
		code: "sight(watch, found.rows, 'DESC')",
		why: 'What is not ascending is descending.',
	},
	{
		file: 'trigger/readUpdated.ts',
		code: 'const lastMs = this.last?.timeMs',
		why: 'A page without rows is the last.',
	},
	{
		file: 'trigger/readUpdated.ts',
		code: "sight(this.watch, found.rows, 'DESC')",
		why: 'What is not ascending is descending.',
	},
	{
		file: 'trigger/readUpdated.ts',
		code: 'this.last !== undefined && this.last.timeMs < floorMs',
		replacement: 'true',
		why: 'A page without rows is the last.',
	},
	{
		file: 'trigger/readUpdated.ts',
		code: 'const atMs = this.last?.timeMs',
		why: 'There is a row before an offset counts.',
	},
];

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

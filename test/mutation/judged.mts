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
		file: 'association/carryOut.ts',
		code: "verdict?.kind === 'refused' ? verdict.cause.code",
		replacement: 'verdict.kind',
		why: 'Each ID of a refused list has a verdict.',
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
		file: 'association/ledger.ts',
		code: 'private readonly requestIds: string[] = []',
		why: 'An ID remembers positions, and they are counted from what is there.',
	},
	{
		file: 'association/ledger.ts',
		code: "sent || this.verdicts.get(id)?.kind !== 'refused'",
		why: 'What is to be sent again after a read was refused before, and has a verdict.',
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
		file: 'association/outcome.ts',
		code: "message: ''",
		why: 'The message is written before the outcome is returned.',
	},
	{
		file: 'association/outcome.ts',
		code: 'unconfirmed.length > 0 ? unclearCause(ledger)',
		why: 'It spares the search for a cause that would not be shown.',
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
		file: 'association/send.ts',
		code: "REASON[reply.meaning.scope] ?? 'unknown'",
		why: 'Trouble of the service is never a refusal: such an answer is unclear.',
	},
	{
		file: 'association/send.ts',
		code: "result.reply.kind === 'stopped' && ledger.subject !== subject",
		replacement: 'true',
		why: 'In the old spelling no call is answered otherwise.',
	},
	{
		file: 'association/send.ts',
		code: 'const listed: string[] = []',
		why: 'Only IDs that were asked for are looked up.',
	},
	{
		file: 'association/send.ts',
		code: 'const RESPELLED: Cause',
		why: 'Nobody is shown why: the call is sent in the new spelling.',
	},
	{
		file: 'association/send.ts',
		code: "fix: ''",
		why: 'Nobody is shown why: the call is sent in the new spelling.',
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
		file: 'auth/doctor/findings.ts',
		code: "if (signed && reply.kind === 'refused'",
		replacement: 'true',
		why: 'An answer of status 401 is always a refusal.',
	},
	{
		file: 'auth/doctor/findings.ts',
		code: "Date.parse(reply.response.headers.date ?? '')",
		why: 'Any text that is no date will do.',
	},
	{
		file: 'auth/doctor/findings.ts',
		code: '${skewMs > 0 ?',
		replacement: 'skewMs >= 0',
		why: 'A clock that is right is not spoken of.',
	},
	{
		file: 'auth/doctor/identity.ts',
		code: 'if (expiresAt !== undefined && expiresAt <= now)',
		replacement: 'true',
		why: 'Undefined is not less than a number.',
	},
	{
		file: 'auth/doctor/identity.ts',
		code: "const refused = found.reply.kind === 'refused'",
		replacement: 'true',
		why: 'An answer of status 401 is always a refusal.',
	},
	{
		file: 'auth/doctor/identity.ts',
		code: 'const once =',
		why: 'With one try nothing is waited for.',
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
		file: 'auth/iamToken.ts',
		code: "const token = result.kind === 'response'",
		replacement: 'true',
		why: 'Only an answer that arrived is ok.',
	},
	{
		file: 'auth/iamToken.ts',
		code: "const known = reply.kind === 'refused'",
		replacement: 'true',
		why: 'Each of these statuses is a refusal.',
	},
	{
		file: 'auth/iamToken.ts',
		code: 'const said =',
		why: 'The message of a refusal always ends with what was said.',
	},
	{
		file: 'auth/iamToken.ts',
		code: 'said ?? `HTTP ${status}`',
		replacement: '``',
		why: 'The message of a refusal always ends with what was said.',
	},
	{
		file: 'auth/iamUser.ts',
		code: '} catch {',
		why: 'A function without a return gives undefined.',
	},
	{
		file: 'auth/projects.ts',
		code: 'const { projects = [] }',
		why: 'A row without an ID would be dropped by the filter.',
	},
	{
		file: 'auth/secrets.ts',
		code: 'while (count < a.length',
		replacement: 'count <= a.length',
		why: 'Past its end a text has nothing more to cut off.',
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
		file: 'correlation/commonValues.ts',
		code: 'counts.get(key)?.get(value)',
		replacement: 'counts.get(key).get',
		why: 'Each key of the values was counted.',
	},
	{
		file: 'correlation/correlate.ts',
		code: 'const own = associated.ok',
		replacement: '["Stryker was here"]',
		why: 'What is no alert has no values, and is not counted.',
	},
	{
		file: 'correlation/keySearch.ts',
		code: 'const joined = last < 0',
		replacement: 'false',
		why: 'It is not looked at while there is no list.',
	},
	{
		file: 'correlation/matches.ts',
		code: 'own.get(key)?.has(value)',
		replacement: 'own.get(key).has',
		why: 'Each key of the values is there.',
	},
	{
		file: 'http/call.ts',
		code: 'const body = what.body === undefined',
		why: 'JSON.stringify makes undefined of undefined.',
	},
	{
		file: 'http/errorMap.ts',
		code: "text = ''): ErrorMeaning",
		why: 'Any text will do that the gateway does not say.',
	},
	{
		file: 'http/quota.ts',
		code: 'if (this.starts.length > 2 * kept)',
		why: 'It bounds the memory: no limit looks back at what is dropped.',
	},
	{
		file: 'http/quota.ts',
		code: 'if (!this.window || last === undefined)',
		replacement: 'false',
		why: 'Without a last start there is no number, and it is not greater than any.',
	},
	{
		file: 'http/reply.ts',
		code: 'json === null',
		replacement: 'false',
		why: 'The parser gives undefined and never null.',
	},
	{
		file: 'objects/changeObjects.ts',
		code: "('rows' in listed ? listed.rows : [])",
		why: 'A row without an object shows nothing.',
	},
	{
		file: 'objects/changeObjects.ts',
		code: 'verdicts.succeed(ids.filter((id) => shown.has(id)))',
		why: 'An object that the search does not show gets its verdict next.',
	},
	{
		file: 'objects/changeObjects.ts',
		code: "read.kind === 'absent' && isAbsent(read)",
		replacement: 'true',
		why: 'Only what is absent is so certainly.',
	},
	{
		file: 'objects/changeObjects.ts',
		code: "return 'none';",
		why: 'Those who ask look for the other three only.',
	},
	{
		file: 'objects/convertAlerts.ts',
		code: 'incident ? alertsOf(incident.data_object) : []',
		why: 'It is asked about IDs of alerts alone.',
	},
	{
		file: 'objects/convertAlerts.ts',
		code: 'verdicts.succeed(ids.filter(done))',
		why: 'An alert that is not done gets its verdict next.',
	},
	{
		file: 'objects/convertAlerts.ts',
		code: "read?.kind === 'absent' && isAbsent(read)",
		replacement: 'true',
		why: 'Only what is absent is so certainly.',
	},
	{
		file: 'objects/deleteObjects.ts',
		code: 'refused: () => false',
		why: 'Undefined counts as false.',
	},
	{
		file: 'objects/verdicts.ts',
		code: 'error_ids: [],',
		why: 'It is replaced when all failures are known.',
	},
	{
		file: 'objects/verdicts.ts',
		code: "message: '',",
		why: 'It is replaced when the lists are complete.',
	},
	{
		file: 'search/searchPages.ts',
		code: 'if (total !== undefined && total < 10_000',
		replacement: 'true',
		why: 'Undefined is not less than a number.',
	},
	{
		file: 'search/searchPages.ts',
		code: 'ms !== undefined && (direction',
		replacement: 'true',
		why: 'Undefined is neither less nor more than a number.',
	},
	{
		file: 'search/timeInput.ts',
		code: 'if (ms !== undefined && Number.isFinite(ms))',
		replacement: 'true',
		why: 'Undefined is not finite.',
	},
	{
		file: 'search/window.ts',
		code: 'const more = total !== undefined',
		replacement: 'true',
		why: 'Undefined is not less than a number.',
	},
	{
		file: 'search/window.ts',
		code: 'if (ms !== undefined && before !== undefined)',
		why: 'Undefined is neither less nor more than a number.',
	},
	{
		file: 'search/window.ts',
		code: "reply.kind === 'refused' && reply.cause.status === 400",
		replacement: 'true',
		why: 'Only a refusal has the status 400.',
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
	{
		file: 'json.ts',
		code: '} catch {',
		why: 'A function without a return gives undefined.',
	},
	{
		file: 'objectIds.ts',
		code: 'const SEPARATORS =',
		why: 'Blanks between two separators are dropped.',
	},
	{
		file: 'objectIds.ts',
		code: "const isText = typeof entry === 'string'",
		why: 'Text with its type before it is told apart just as well; it takes more memory.',
	},
	{
		file: 'objectIds.ts',
		code: "typeof entry === 'string' && ID.test(entry)",
		why: 'It is a short way: the other branch finds the same ID.',
	},
	{
		file: 'objectIds.ts',
		code: 'const parseList =',
		why: 'A text that begins otherwise is no JSON if it has one of these characters.',
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
		file: 'time.ts',
		code: 'const iso = text.trim().replace(',
		replacement: '/Z([+-]\\d{2}):?(\\d{2})/',
		why: '`Date` reads no text that goes on after the offset.',
	},
	{
		file: 'workspaces.ts',
		code: '.workspaces ?? [])',
		why: 'A row without an ID is left out anyway.',
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

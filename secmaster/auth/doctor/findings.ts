import type { NotOk } from '../../http/reply';
import type { Problem } from '../../inputProblem';

/** What the gateway accepts between its clock and the time of a signature, in ms (devg-apisign). */
const CLOCK_TOLERANCE_MS = 15 * 60_000;

/**
 * What a failed call says about the credential. `where` is the base URL that was called, `now` the
 * time of this machine in ms. A clock that is wrong is read from the answer's Date header, since the
 * gateway may say no more than that the signature is bad.
 */
export function problemOf(
	reply: NotOk,
	where: string,
	{ signed, now }: { signed: boolean; now: number },
): Problem {
	const { message, fix } = reply.cause;
	if (signed && reply.kind === 'refused' && reply.cause.status === 401) {
		const theirs = Date.parse(reply.response.headers.date ?? '');
		const skewMs = now - theirs;
		if (Math.abs(skewMs) > CLOCK_TOLERANCE_MS) {
			const minutes = Math.round(Math.abs(skewMs) / 60_000);
			return {
				message: `The clock of this machine is ${minutes} minutes ${skewMs > 0 ? 'ahead' : 'behind'}: it says ${utc(now)}, the server ${utc(theirs)}.`,
				fix: 'Set the clock of the machine that n8n runs on; a signature may be 15 minutes off.',
			};
		}
	}
	if (reply.kind === 'unsent' || (reply.kind === 'refused' && reply.meaning.scope === 'endpoint')) {
		return { message: `${message.replace(/\.$/, '')} (${where}).`, fix };
	}
	return { message, fix };
}

/** `2026-01-02 03:04 UTC` */
export const utc = (ms: number): string =>
	`${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

import type { SendResult } from '../../secmaster/http/send.ts';

export const answer = (status: number, body: unknown = {}): SendResult => ({
	kind: 'response',
	response: { status, headers: {}, body: JSON.stringify(body) },
});

export const NO_OBJECT = answer(400, { code: 'SecMaster.20030005', message: 'not found' });
export const NO_CLASS = answer(400, { code: 'SecMaster.20030022', message: 'no such class' });
export const FORBIDDEN = answer(403, { error_code: 'APIGW.0302', error_msg: 'not allowed' });
export const EXPIRED = answer(401, { error_code: 'APIGW.0307', error_msg: 'expired' });
export const THROTTLED = answer(429, { error_code: 'APIGW.0308', error_msg: 'slow down' });
/** May have been done; not worth sending again. */
export const TROUBLE = answer(500, { code: 'SecMaster.1', message: 'trouble' });
export const LOST: SendResult = {
	kind: 'lost',
	code: 'ECONNRESET',
	message: 'the connection was closed',
};

import type { ObjectIds } from '../objectIds';
import type { Subject } from '../paths';

/** What one input item asks for, checked. */
export interface AssociationRequest {
	subject: Subject;
	related: ObjectIds;
	/** Read what is associated already before anything is written. */
	checkExistingFirst: boolean;
}

/** Why an ID is not as the run wants it. */
export type FailureReason =
	| 'not_found'
	| 'subject_not_found'
	| 'wrong_class'
	| 'invalid_id'
	| 'self'
	| 'forbidden'
	| 'unauthenticated'
	| 'throttled'
	| 'rejected'
	| 'network'
	| 'not_sent'
	| 'unknown';

/** One entry of `failures`. */
export interface Failure {
	id: string;
	reason: FailureReason;
	/** What happened. A sentence that stands alone. */
	message: string;
	/** What to do. */
	fix: string;
	/** SecMaster's error code, or a network code; empty when there is none. */
	code: string;
	/** `reported`: SecMaster or the network said so. `diagnosed`: found out by looking. */
	source: 'reported' | 'diagnosed';
}

/** Most related objects that one run accepts, counted after duplicates are dropped. */
export const MAX_IDS_PER_RUN = 100_000;
/** Most related objects of one call (documented range of `ids`: 0–100). */
export const MAX_IDS_PER_CALL = 100;

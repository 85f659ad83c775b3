/**
 * Which way a run changes associations: on the wire, in words, and in the names of its lists. The
 * stages of a run ask the direction and are the same for both.
 */
export interface Direction {
	/** Method of the call on a relation (documentation of Create- and DeleteDataobjectRelation). */
	method: 'POST' | 'DELETE';
	/** The state that is success: true when the two objects are associated. */
	associated: boolean;
	/** “SecMaster did not associate it”, “is associated with”. */
	verb: 'associate' | 'disassociate';
	done: string;
	/** What to do when it is not known whether a call was carried out. */
	again: string;
	/** Names of the lists of what was so before the run, and of what the run changed. */
	already: string;
	changed: string;
}

export const ASSOCIATE = {
	method: 'POST',
	associated: true,
	verb: 'associate',
	done: 'associated with',
	again: 'Run the workflow again: associating twice gives the same result.',
	already: 'already_associated_ids',
	changed: 'created_ids',
} as const satisfies Direction;

export const DISASSOCIATE = {
	method: 'DELETE',
	associated: false,
	verb: 'disassociate',
	done: 'disassociated from',
	again: 'Run the workflow again: disassociating twice gives the same result.',
	already: 'already_absent_ids',
	changed: 'removed_ids',
} as const satisfies Direction;

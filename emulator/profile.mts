/**
 * Everything that the documentation leaves open, as switches. The first value is the default.
 * Those in `wholeNumbers` take any whole number from 0; the table names the values that tests run
 * through.
 */
export const profileValues = {
	/** Which generation of answers: relation lists with total/offset/limit belong to the older. */
	generation: ['current', 'older'],
	/** A related ID that does not exist. After a partial commit the IDs before it are associated. */
	unknownId: ['listed', 'refuseWhole', 'refuseAfterPartialCommit'],
	/** A related ID that is associated already. */
	reassociation: ['success', 'listed', 'refused'],
	/** From which side a relation is seen. */
	visibility: ['both', 'subjectOnly'],
	/** So many relation reads after a write still show the state before it. */
	staleReads: [0, 1, 2],
	relationRead: ['allowed', 'forbidden'],
	/** Highest offset of a search. */
	offsetLimit: [9998, 1000],
	/** DELETE of an ID that exists but is not associated. */
	repeatedDelete: ['success', 'listed', 'refused'],
	/** DELETE whose body was lost on the way. */
	deleteWithoutBody: ['refused', 'all'],
	/** Form of the success code: "00000000", 0, "SecMaster.00000000", or none. */
	code: ['zeros', 'number', 'prefixed', 'absent'],
	/** `contradicting` says false beside success IDs, as the documented example does. */
	successFlag: ['true', 'contradicting', 'absent'],
	/** An empty list of IDs is `[null]`, as in the documented example. */
	nullsInLists: [false, true],
	/** Which of the two ID lists an answer has. The other is left out (create) or null (delete). */
	lists: ['both', 'successOnly', 'errorOnly'],
	/** `last`: the last ID of each batch is carried out but named in neither list. */
	unnamed: ['none', 'last'],
	/** An object associated with itself. */
	selfAssociation: ['listed', 'success'],
	/** HTTP status of GET on a missing object. */
	notFound: ['400', '500'],
	/** Spelling of the vulnerability class in relation URLs. */
	vulnerabilityClass: ['vulnerabilities', 'vulnerability'],
	/** batch-update that names an ID that does not exist. */
	batchUnknown: ['ignored', 'refused'],
	/** Delete that names an object that does not exist. */
	deletedUnknown: ['listed', 'success', 'refused'],
	/** Whether converting alerts also associates them with the new incident. */
	converted: ['associated', 'apart'],
	/** How many incidents may still be created today. */
	incidentQuota: ['left', 'reached'],
	/** Whether the answer to a create names what is new: an object, a comment, a run of a workflow. */
	newId: ['named', 'absent'],
	/** Which time from_date and to_date compare. */
	fromDateFilters: ['create_time', 'update_time'],
	/** Order of objects that were created or updated in the same millisecond; `any` differs per call. */
	equalTimes: ['byCreation', 'any'],
	/** Milliseconds until searches find a new object. */
	indexingDelayMs: [0, 3000],
	/** So many searches of its class after a change still show an object as it was before. */
	staleSearches: [0, 1, 2],
	/** Whether a search says how many rows match. */
	total: ['exact', 'absent'],
	/** `hundred`: a page has at most 100 rows whatever `limit` says; it then always says the total. */
	pageCap: ['none', 'hundred'],
	/** What the gateway reads a plus in a signed query as. */
	plus: ['space', 'plus'],
	/** Whether the refusal of a signature repeats the canonical request, security token and all. */
	signatureEcho: [true, false],
	/** Text of the refusal when the clock of a signed request is wrong. */
	clockSkew: ['expired', 'badSignature'],
	/** A signed call without X-Project-Id. */
	projectHeader: ['optional', 'required'],
	/** How many projects IAM finds by the region's name. */
	projectsByName: ['one', 'several', 'none'],
	/** Whether the user may list projects (GET /v3/projects); his own he always may. */
	projectList: ['allowed', 'forbidden'],
} as const;

const wholeNumbers = ['staleReads', 'indexingDelayMs', 'staleSearches'] as const;
type WholeNumberName = (typeof wholeNumbers)[number];
/** Whether a switch takes any whole number from 0. */
export const takesWholeNumber = (name: string): boolean =>
	(wholeNumbers as readonly string[]).includes(name);

export type ProfileName = keyof typeof profileValues;
export type Profile = {
	-readonly [Name in ProfileName]: Name extends WholeNumberName
		? number
		: (typeof profileValues)[Name][number];
};

export const profileNames = Object.keys(profileValues) as ProfileName[];

/** A new profile with every switch at its default. */
export function defaultProfile(): Profile {
	return Object.fromEntries(profileNames.map((name) => [name, profileValues[name][0]])) as Profile;
}

/** What is wrong with these changes, each with the allowed names or values; empty when all fit. */
export function profileProblems(changes: Record<string, unknown>): string[] {
	return Object.entries(changes).flatMap(([name, value]) => {
		if (!Object.hasOwn(profileValues, name)) {
			return [`Unknown switch "${name}". Allowed: ${profileNames.join(', ')}.`];
		}
		const allowed = profileValues[name as ProfileName] as readonly unknown[];
		if (takesWholeNumber(name) && Number.isInteger(value) && Number(value) >= 0) return [];
		if (allowed.includes(value)) return [];
		const list = takesWholeNumber(name) ? 'whole numbers from 0' : allowed.join(', ');
		return [`"${String(value)}" is no value of ${name}. Allowed: ${list}.`];
	});
}

/** Merges changes into a profile, or throws one Error that lists every problem. */
export function changeProfile(profile: Profile, changes: Record<string, unknown>): void {
	const problems = profileProblems(changes);
	if (problems.length > 0) throw new Error(problems.join(' '));
	Object.assign(profile, changes);
}

import { hexId } from './identifiers.mts';
import type { Profile } from './profile.mts';
import { secmasterRefusal } from './refusal.mts';

export interface EmulatedClass {
	/** The word in relation URLs and in this emulator's own API: a lowercase plural. */
	plural: string;
	/** `business_code` of ListDataclass and `dataclass_ref.name`. */
	code: string;
	description: string;
	builtIn: boolean;
	id: string;
}

function dataclass(plural: string, code: string, description: string, builtIn = true) {
	return { plural, code, description, builtIn, id: hexId(`dataclass ${code}`) };
}

/** The tenant's data classes. Asset stands for a class that the tenant made itself. */
export const dataclasses: EmulatedClass[] = [
	dataclass('alerts', 'Alert', 'An abnormal signal from a product or a rule'),
	dataclass('incidents', 'Incident', 'A confirmed matter to investigate'),
	dataclass('indicators', 'Indicator', 'A piece of threat intelligence'),
	dataclass('vulnerabilities', 'Vulnerability', 'A weakness of a resource'),
	dataclass('evidences', 'Evidence', 'Something kept for an investigation'),
	dataclass('assets', 'Asset', 'A host or an application of the estate', false),
];

/** A class by its plural; `vulnerability` is taken too. Returns undefined for no such class. */
export function classOf(plural: string): EmulatedClass | undefined {
	const name = plural === 'vulnerability' ? 'vulnerabilities' : plural;
	return dataclasses.find((candidate) => candidate.plural === name);
}

/** The class that a URL names, in the spelling that the profile accepts; else 400 20030022. */
export function classInUrl(word: string, profile: Profile): EmulatedClass {
	const found = classOf(word);
	const spelling = found?.plural === 'vulnerabilities' ? profile.vulnerabilityClass : found?.plural;
	if (!found || word !== spelling) throw secmasterRefusal('20030022');
	return found;
}

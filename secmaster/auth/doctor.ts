import type { CredentialFields } from './credentialFields';
import { utc } from './doctor/findings';
import { checkIdentity, type DoctorEffects } from './doctor/identity';
import { checkShape } from './doctor/patient';
import { checkPermission, checkWorkspace } from './doctor/reach';
import type { Problem } from '../inputProblem';
import { secretsOf, withoutSecrets } from './secrets';

/** The first thing that is wrong with a credential and its remedy, or that nothing is. */
export interface Diagnosis {
	ok: boolean;
	message: string;
}

/**
 * Examines a credential layer by layer and stops at the first that is wrong: shape of the fields →
 * IAM (key or user known, clock, project and region) → project and region at SecMaster → workspace →
 * permission. One call per layer, so a wrong access key is used once. The message never shows a
 * secret, even if it was typed into another field or SecMaster repeats it.
 */
export async function diagnose(
	fields: CredentialFields,
	effects: DoctorEffects,
): Promise<Diagnosis> {
	const secrets = secretsOf(fields);
	const { ok, message } = await examine(fields, effects, secrets);
	return { ok, message: withoutSecrets(message, secrets) };
}

/** Adds what IAM hands out to `secrets`. */
async function examine(
	fields: CredentialFields,
	effects: DoctorEffects,
	secrets: string[],
): Promise<Diagnosis> {
	const patient = checkShape(fields);
	if (!patient.ok) return sick(patient.problem);
	const known = await checkIdentity(patient.value, effects);
	if ('problem' in known) return sick(known.problem);
	if (known.token) secrets.push(known.token);
	const workspace = await checkWorkspace(patient.value, known, effects.now);
	if ('problem' in workspace) return sick(workspace.problem);
	const refused = await checkPermission(patient.value, known, effects.now);
	if (refused) return sick(refused);
	const until = known.until ? ` The token is valid until ${utc(known.until)}.` : '';
	return { ok: true, message: `Connected to ${workspace.name}.${until}` };
}

const sick = ({ message, fix }: Problem): Diagnosis => ({
	ok: false,
	message: `${message} ${fix}`,
});

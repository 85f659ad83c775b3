import type { FaultRule } from '../../../emulator/faults.mts';
import type { Profile } from '../../../emulator/profile.mts';
import { associate } from '../../../secmaster/association/associate.ts';
import { disassociate } from '../../../secmaster/association/disassociate.ts';
import type { Outcome } from '../../../secmaster/association/outcome.ts';
import type { AssociationRequest } from '../../../secmaster/association/request.ts';
import type { Client } from '../../../secmaster/http/call.ts';
import type { Checked } from '../../../secmaster/inputProblem.ts';
import type { HttpRequest } from '../../../secmaster/http/send.ts';
import type { Emulated } from '../../emulated.mts';
import { axiosSend } from '../axiosSend.mts';
import { impatientClient } from '../testClient.mts';

interface Errand {
	/** ID of the incident, or of the object of another class. */
	subject: string;
	dataclass?: string;
	/** IDs of alerts. */
	ids: string[];
	profile?: Partial<Profile>;
	faults?: FaultRule[];
	checkExistingFirst?: boolean;
	/** A proxy on the way drops the body of each DELETE. */
	bodyIsLost?: boolean;
}

/** Associates alerts with an object of the emulator, alone. Back-off takes no real time. */
export const runAssociate = async (shared: Emulated, errand: Errand): Promise<Outcome> =>
	await runErrand(shared, errand, associate);

/** Disassociates alerts from an object of the emulator, in the same way. */
export const runDisassociate = async (shared: Emulated, errand: Errand) =>
	await runErrand(shared, errand, disassociate);

type Change<T> = (client: Client, requests: AssociationRequest[]) => Promise<Checked<T[]>>;

async function runErrand<T>(
	{ emulator, workspaceId }: Emulated,
	{
		subject,
		dataclass = 'incidents',
		ids,
		profile,
		faults = [],
		checkExistingFirst = false,
		bodyIsLost = false,
	}: Errand,
	change: Change<T>,
): Promise<T> {
	Object.assign(emulator.profile, profile);
	for (const rule of faults) emulator.faults.add(rule);
	const send = async (request: HttpRequest) =>
		await axiosSend({
			...request,
			headers: { ...request.headers, 'x-auth-token': emulator.tenant.token },
			body: bodyIsLost && request.method === 'DELETE' ? undefined : request.body,
		});
	const { url: endpoint, tenant } = emulator;
	const result = await change({ ...impatientClient(send), endpoint, projectId: tenant.projectId }, [
		{
			subject: {
				workspaceId,
				dataclassType: dataclass,
				dataObjectId: subject,
				relatedDataclassType: 'alerts',
			},
			related: { ids, invalid: [] },
			checkExistingFirst,
		},
	]);
	if (!result.ok) throw new Error(result.problem.message);
	return result.value[0];
}

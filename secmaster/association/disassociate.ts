import type { Client } from '../http/call';
import type { Checked } from '../inputProblem';
import { carryOut } from './carryOut';
import { DISASSOCIATE } from './direction';
import type { Outcome } from './outcome';
import type { AssociationRequest } from './request';

/** Removes the associations of the related objects of all requests. See `carryOut`. */
export const disassociate = async (
	client: Client,
	requests: readonly AssociationRequest[],
): Promise<Checked<Array<Outcome<typeof DISASSOCIATE>>>> =>
	await carryOut(DISASSOCIATE, client, requests);

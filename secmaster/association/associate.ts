import type { Client } from '../http/call';
import type { Checked } from '../inputProblem';
import { carryOut } from './carryOut';
import { ASSOCIATE } from './direction';
import type { Outcome } from './outcome';
import type { AssociationRequest } from './request';

/** Associates the related objects of all requests with their subjects. See `carryOut`. */
export const associate = async (
	client: Client,
	requests: readonly AssociationRequest[],
): Promise<Checked<Outcome[]>> => await carryOut(ASSOCIATE, client, requests);

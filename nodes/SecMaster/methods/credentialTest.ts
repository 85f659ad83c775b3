import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { diagnose } from '../../../secmaster/auth/doctor';
import { createCredentialTestSend } from '../../transport/credentialTestSend';

/** Tests a credential layer by layer and says what is wrong and what to do about it. */
export async function secMasterCredentialTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const send = createCredentialTestSend(this.helpers);
	const { ok, message } = await diagnose(credential.data ?? {}, { send, now: () => Date.now() });
	return { status: ok ? 'OK' : 'Error', message };
}

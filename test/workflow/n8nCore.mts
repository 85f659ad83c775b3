import 'reflect-metadata';

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Without these, loading n8n-core writes into the home folder.
process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'n8n-user-'));
process.env.N8N_ENCRYPTION_KEY ??= 'test';
process.env.N8N_LOG_LEVEL ??= 'silent';

export {
	ExecutionLifecycleHooks,
	LoadOptionsContext,
	PollContext,
	WorkflowExecute,
} from 'n8n-core';
/** What n8n puts before the properties of a polling trigger when it loads it: Poll Times. */
export { commonPollingParameters } from 'n8n-core/dist/nodes-loader/constants.js';

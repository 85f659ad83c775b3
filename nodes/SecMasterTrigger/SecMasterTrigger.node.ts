import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { credentialTest, listSearch } from '../SecMaster/methods';
import { properties } from './properties';
import { runPoll } from './runPoll';
import { searchFields } from './searchFields';

export class SecMasterTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Huawei Cloud SecMaster Trigger',
		name: 'secMasterTrigger',
		icon: { light: 'file:../../icons/secmaster.svg', dark: 'file:../../icons/secmaster.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["triggerOn"] }}',
		description:
			'Starts the workflow when alerts, incidents or other objects of SecMaster are new or changed',
		defaults: { name: 'Huawei Cloud SecMaster Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'huaweiCloudSecMasterApi', required: true, testedBy: 'secMasterCredentialTest' },
		],
		properties,
	};

	methods = {
		listSearch: { searchFields, searchWorkspaces: listSearch.searchWorkspaces },
		credentialTest,
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await runPoll(this);
	}
}

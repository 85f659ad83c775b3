import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { properties, router } from './actions/router';
import { credentialTest, listSearch, resourceMapping } from './methods';

export class SecMaster implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Huawei Cloud SecMaster',
		name: 'secMaster',
		icon: { light: 'file:../../icons/secmaster.svg', dark: 'file:../../icons/secmaster.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Associate, find and change alerts, incidents, indicators and other objects of SecMaster',
		defaults: { name: 'Huawei Cloud SecMaster' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'huaweiCloudSecMasterApi', required: true, testedBy: 'secMasterCredentialTest' },
		],
		properties,
	};

	methods = { listSearch, resourceMapping, credentialTest };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await router.call(this);
	}
}

import { textField } from './objectField';

/** Who says so: `data_source` of a new object (ranges: OAS CreateAlert). */
export const productName = textField(
	{
		displayName: 'Data Source Product Name',
		name: 'productName',
		wire: 'product_name',
		description: 'The product that found it, at most 24 characters. Default: n8n.',
		placeholder: 'e.g. EDR',
	},
	24,
);

export const productFeature = textField(
	{
		displayName: 'Data Source Feature',
		name: 'productFeature',
		wire: 'product_feature',
		description: 'The part of the product that found it, at most 24 characters. Default: Workflow.',
		placeholder: 'e.g. Malware scan',
	},
	24,
);

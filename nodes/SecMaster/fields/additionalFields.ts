import type { INodeProperties } from 'n8n-workflow';

import type { ItemFields } from '../actions/itemFields';
import { productFeature, productName } from './dataSource';
import { collectionOf, readCollection, type ObjectField } from './objectField';

const NAME = 'additionalFields';

const withSource = (known: readonly ObjectField[]) => [...known, productFeature, productName];

/** What a new object may have besides its main fields, and who says so. */
export const additionalFields = (known: readonly ObjectField[]): INodeProperties =>
	collectionOf('Additional Fields', NAME, withSource(known));

/** The fields that were added, by their wire names, and apart from them the data source. */
export function readAdditional(
	fields: ItemFields,
	known: readonly ObjectField[],
	timezone: string,
) {
	const values = readCollection(fields, NAME, withSource(known), timezone);
	const { product_name, product_feature, ...added } = values as Record<string, string>;
	return {
		added,
		source: { product_name: product_name || 'n8n', product_feature: product_feature || 'Workflow' },
	};
}

import type { IDataObject } from 'n8n-workflow';

import { simplified } from '../../../secmaster/objects/simplify';
import { withIsoTimes } from '../../../secmaster/time';
import type { DataObjectDetail } from '../../../secmaster/wire';

/** An object as an item of the output: flat and short, or as SecMaster gives it, with ISO times. */
export const outputRow = (
	dataclassType: string,
	object: DataObjectDetail,
	simple: boolean,
): IDataObject =>
	withIsoTimes(simple ? simplified(dataclassType, object) : object) as unknown as IDataObject;

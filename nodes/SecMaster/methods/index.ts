import { secMasterCredentialTest } from './credentialTest';
import { getClassFields, getCustomFields } from './mapFields';
import { searchDataClasses } from './searchDataClasses';
import { searchDataObjects } from './searchDataObjects';
import { searchFields } from './searchFields';
import { searchAlertTypes, searchIncidentTypes, searchIndicatorTypes } from './searchTypes';
import { searchWorkflows } from './searchWorkflows';
import { searchWorkspaces } from './searchWorkspaces';

export const credentialTest = { secMasterCredentialTest };

export const listSearch = {
	searchAlertTypes,
	searchDataClasses,
	searchDataObjects,
	searchFields,
	searchIncidentTypes,
	searchIndicatorTypes,
	searchWorkflows,
	searchWorkspaces,
};

export const resourceMapping = { getClassFields, getCustomFields };

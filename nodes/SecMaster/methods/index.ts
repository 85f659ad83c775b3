import { secMasterCredentialTest } from './credentialTest';
import { searchDataClasses } from './searchDataClasses';
import { searchDataObjects } from './searchDataObjects';
import { searchWorkspaces } from './searchWorkspaces';

export const credentialTest = { secMasterCredentialTest };

export const listSearch = { searchDataClasses, searchDataObjects, searchWorkspaces };

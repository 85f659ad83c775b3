import { join } from 'node:path';

/** The repository; every development command runs in it. */
export const repository = process.cwd();

/** `package.json` and lock of the pinned n8n. */
export const pinFolder = join(repository, 'sandbox');

/** What is installed for the sandbox. It can be deleted at any time: the next start rebuilds it. */
export const installFolder = join(repository, 'node_modules', '.sandbox');

/** n8n's user folder: database, encryption key, installed package. Holds what the analyst builds. */
export const userFolder = join(repository, '.sandbox');

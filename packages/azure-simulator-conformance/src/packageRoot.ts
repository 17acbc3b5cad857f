import { dirname, resolve } from 'node:path';

/** Folder of this package. */
export const packageRoot = dirname(
  require.resolve('azure-simulator-conformance/package.json'),
);

/** Folder of the repository. */
export const repositoryRoot = resolve(packageRoot, '../..');

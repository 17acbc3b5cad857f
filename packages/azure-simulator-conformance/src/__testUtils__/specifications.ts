import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Folder of Microsoft's documents, beside the repository. */
export const specifications = resolve(
  __dirname,
  '../../../../../shared/azure-specs/specification',
);

/** `describe` where Microsoft's documents are; elsewhere the tests count as skipped. */
export const describeWithDocuments = existsSync(specifications)
  ? describe
  : describe.skip;

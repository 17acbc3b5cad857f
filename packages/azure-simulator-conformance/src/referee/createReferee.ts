import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../packageRoot';
import { CompositeReferee } from './CompositeReferee';
import { documentFaults } from './documentFaults';
import { OavReferee } from './oav/OavReferee';
import { OpenApiReferee } from './openApi/OpenApiReferee';

/** Our documents. */
export const ownDocuments = join(packageRoot, 'documents');

/**
 * The referee over Microsoft's documents and ours.
 * @param specifications - folder `specification` of azure-rest-api-specs; where
 *   it does not exist, our documents judge alone
 */
export function createReferee(specifications: string): CompositeReferee {
  return new CompositeReferee({
    microsoft: existsSync(specifications)
      ? new OavReferee(specifications)
      : undefined,
    own: new OpenApiReferee(ownDocuments),
    faults: documentFaults,
  });
}

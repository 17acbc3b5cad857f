import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiDocument } from './ApiDocument';

/** Folders that hold no documents of their own. */
const passedOver = new Set(['examples', 'common-types', 'common']);

/**
 * Every document that has operations under a folder.
 * @param folder - e.g. `../shared/azure-specs/specification`
 */
export async function readDocuments(folder: string): Promise<ApiDocument[]> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  const paths = entries
    .filter(entry => entry.isFile() && entry.name.endsWith('.json'))
    .map(entry => join(entry.parentPath, entry.name))
    .filter(
      path =>
        !path
          .slice(folder.length)
          .split('/')
          .some(part => passedOver.has(part)),
    )
    .sort();
  const documents: ApiDocument[] = [];
  for (const path of paths) {
    const document = await ApiDocument.read(folder, path);
    if (document.operations().length > 0) {
      documents.push(document);
    }
  }
  return documents;
}

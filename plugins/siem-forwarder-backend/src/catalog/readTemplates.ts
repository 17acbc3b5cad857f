import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { parse } from 'yaml';

const PACKAGE = 'backstage-plugin-siem-forwarder-backend';

/**
 * Reads the software templates: from the package, where packing puts them,
 * else from the repository.
 *
 * @param folders - folders to look in, the first that exists counts
 * @throws NotFoundError when there is none
 */
export async function readTemplates(
  folders: string[] = [
    resolvePackagePath(PACKAGE, 'templates'),
    resolvePackagePath(PACKAGE, '..', '..', 'templates'),
  ],
): Promise<Entity[]> {
  const folder = await firstFolder(folders);
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  return Promise.all(
    names.map(async name =>
      parse(await readFile(join(folder, name, 'template.yaml'), 'utf8')),
    ),
  );
}

async function firstFolder(folders: string[]): Promise<string> {
  for (const folder of folders) {
    const found = await stat(folder).catch(() => undefined);
    if (found?.isDirectory()) {
      return folder;
    }
  }
  throw new NotFoundError(
    `The plugin's templates are in none of ${folders.join(
      ', ',
    )}; install the package again, or set siemForwarder.templates to false`,
  );
}

import { rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from '../state/makeFolder';

/** Writes a file that readers find whole or not at all; only its owner may read it. */
export async function writeFileAtomically(
  path: string,
  text: string,
): Promise<void> {
  await makeFolder(dirname(path));
  const next = `${path}.next`;
  await writeFile(next, text, { mode: 0o600 });
  await rename(next, path);
}

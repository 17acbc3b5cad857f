import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

async function makeOne(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const exists =
      codeOf(error) === 'EEXIST' && (await stat(path)).isDirectory();
    if (!exists) {
      throw error;
    }
  }
}

/**
 * Makes a folder and those above it. Node's own `recursive` never ends where a
 * file system answers ENOENT under a folder that exists, as `/proc` does, and
 * then keeps the process from ending too.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await makeOne(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) {
      throw error;
    }
    await makeFolder(dirname(path));
    await makeOne(path);
  }
}

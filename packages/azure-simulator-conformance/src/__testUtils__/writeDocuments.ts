import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * Writes JSON files into a folder of their own, which goes when the tests end.
 * @param files - content by path
 */
export function writeDocuments(files: Record<string, unknown>): string {
  const folder = mkdtempSync(join(tmpdir(), 'documents-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), JSON.stringify(content));
  }
  afterAll(() => rmSync(folder, { recursive: true }));
  return folder;
}

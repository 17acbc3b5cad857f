import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from './makeFolder';

describe('makeFolder', () => {
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'make-folder-'));
  });

  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('makes what is missing, and again changes nothing', async () => {
    const path = join(directory, 'one', 'two');
    await makeFolder(path);
    await makeFolder(path);
    expect((await stat(path)).isDirectory()).toBe(true);
  });

  it('refuses to take a file for a folder', async () => {
    const path = join(directory, 'file');
    await writeFile(path, '');
    await expect(makeFolder(path)).rejects.toMatchObject({ code: 'EEXIST' });
  });

  it('ends where the file system makes no folder', async () => {
    await expect(makeFolder('/proc/none/below')).rejects.toThrow(
      /mkdir '\/proc/,
    );
  });
});

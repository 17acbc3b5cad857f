import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

jest.setTimeout(60_000);

const program = join(__dirname, '../../bin/azure-simulator');
const run = promisify(execFile);

describe('serve that cannot do as it is told', () => {
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'azure-simulator-'));
    await writeFile(join(directory, 'file'), '');
    await mkdir(join(directory, 'broken'));
    await writeFile(
      join(directory, 'broken', 'azure-simulator.json'),
      '{"format": 2,',
    );
  });

  afterAll(() => rm(directory, { recursive: true, force: true }));

  /** Ends the process after 20 s, which then fails with another code. */
  const serve = (...options: string[]) =>
    run(process.execPath, [program, 'serve', '--seed', 'empty', ...options], {
      timeout: 20_000,
    });

  it('names the port that something else has', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    for (const service of ['graph', 'eventHubs', 'control']) {
      await expect(serve('--port', `${service}=${port}`)).rejects.toMatchObject(
        {
          code: 1,
          stderr: `azure-simulator: --port ${service}=${port}: the port cannot be had (something else listens there): give another one, or end what has it.\n`,
        },
      );
    }
    other.close();
  });

  it('names the saved state that is broken', async () => {
    await expect(
      serve('--state-dir', join(directory, 'broken')),
    ).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^azure-simulator: The state in .*broken\/azure-simulator\.json is broken \(.*\): remove the file to start over\.\n$/,
      ),
    });
  });

  it('names the folder and the files that cannot be written', async () => {
    const path = join(directory, 'file', 'below');
    await expect(serve('--state-dir', path)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        `The state cannot be saved in '${path}' (ENOTDIR`,
      ),
    });
    for (const option of ['--ca-file', '--endpoints-file']) {
      await expect(serve(option, path)).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringContaining(
          `azure-simulator: ${option}: '${path}' cannot be written (`,
        ),
      });
    }
  });

  it('ends when it is told to, also when the last save fails', async () => {
    const folder = join(directory, 'state');
    const child = spawn(
      process.execPath,
      [
        program,
        'serve',
        '--seed',
        'empty',
        '--exit-with-parent',
        '--state-dir',
        folder,
      ],
      { stdio: ['pipe', 'pipe', 'pipe'] },
    );
    let said = '';
    child.stderr.on('data', chunk => {
      said += chunk;
    });
    await once(child.stdout, 'data');
    await rm(folder, { recursive: true, force: true });
    await writeFile(folder, '');
    const closed = once(child, 'close');
    const impatience = setTimeout(() => child.kill('SIGKILL'), 20_000);
    child.kill('SIGTERM');
    await expect(closed).resolves.toEqual([1, null]);
    clearTimeout(impatience);
    expect(said).toContain(folder);
  });

  it('ends quietly when nobody reads what it prints', async () => {
    const child = spawn(process.execPath, [program, 'docs', 'errors'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let said = '';
    child.stderr.on('data', chunk => {
      said += chunk;
    });
    await expect(once(child, 'close')).resolves.toEqual([0, null]);
    expect(said).toBe('');
  });
});

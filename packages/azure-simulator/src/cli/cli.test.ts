import { ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SimulatorClient } from '../control/SimulatorClient';
import { demoForwarders } from '../seed/demoForwarders';
import { EndpointsFile } from './EndpointsFile';

jest.setTimeout(60_000);

const program = join(__dirname, '../../bin/azure-simulator');
const run = promisify(execFile);

describe('azure-simulator', () => {
  let directory: string;
  let child: ChildProcess;
  let file: EndpointsFile;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'azure-simulator-'));
  });

  afterAll(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  afterEach(() => {
    child?.kill('SIGKILL');
  });

  /** Starts `serve` and waits for its first lines, which it prints when it is ready. */
  async function serve(...options: string[]): Promise<string> {
    const path = join(directory, 'endpoints.json');
    child = spawn(
      process.execPath,
      [
        program,
        'serve',
        '--seed',
        'fleet',
        '--state-dir',
        join(directory, 'state'),
        '--ca-file',
        join(directory, 'ca.pem'),
        '--endpoints-file',
        path,
        ...options,
      ],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    let printed = '';
    for await (const chunk of child.stdout ?? []) {
      printed += chunk;
      if (printed.includes('Waits')) {
        break;
      }
    }
    file = JSON.parse(await readFile(path, 'utf8'));
    return printed;
  }

  it('serves, keeps what was done, and ends when its parent does', async () => {
    const printed = await serve('--exit-with-parent');
    expect(printed).toMatch(/^login {2,}https:\/\/127\.0\.0\.1:\d+$/m);
    expect(printed).toContain(`key vault kv-ot-siem   https://127.0.0.1:`);
    expect(await readFile(join(directory, 'ca.pem'), 'utf8')).toBe(file.caPem);
    // eslint-disable-next-line no-bitwise
    expect((await stat(join(directory, 'endpoints.json'))).mode & 0o077).toBe(
      0,
    );

    const rule = demoForwarders[0].annotations['siem-forwarder/export-rule'];
    const { stdout } = await run(process.execPath, [
      program,
      'rule',
      'disable',
      rule,
      '--json',
      '--endpoints-file',
      join(directory, 'endpoints.json'),
    ]);
    expect(JSON.parse(stdout)).toEqual({ ok: true });

    const say = async (...words: string[]) =>
      (
        await run(process.execPath, [
          program,
          ...words,
          '--endpoints-file',
          join(directory, 'endpoints.json'),
        ])
      ).stdout;
    await expect(
      say('scenario', 'apply', 'input-disabled', '--forwarder', 'lyon-alerts'),
    ).resolves.toBe(
      'Input lyon-alerts of Splunk is disabled.\nAt the next look, forwarder lyon-alerts shows delivery/input-enabled as failing.\n',
    );
    await expect(say('scenario', 'list')).resolves.toMatch(
      /^input-disabled +Somebody disabled .* delivery\/input-enabled failing +lyon-alerts$/m,
    );
    await expect(say('scenario', 'undo')).resolves.toBe(
      'input-disabled is undone for lyon-alerts.\n',
    );
    await expect(
      say(
        'fault',
        'add',
        'EventHubs_Delete',
        '--status',
        '503',
        '--times',
        '2',
      ),
    ).resolves.toBe('fault-1 is in force. Lift it with: fault clear fault-1\n');
    await expect(say('fault', 'list')).resolves.toMatch(
      /^fault-1 +EventHubs_Delete +503 +0 +0$/m,
    );
    await expect(say('fault', 'clear', 'fault-1')).resolves.toBe(
      'fault-1 is lifted.\n',
    );
    await expect(say('operations', 'login')).resolves.toMatch(
      /^login +Token_Issue +POST/m,
    );
    await expect(say('clock', 'advance', '5m')).rejects.toMatchObject({
      stderr: expect.stringContaining('The simulator runs in real time'),
    });
    await expect(say('clock', 'advance', 'soon')).rejects.toMatchObject({
      stderr: expect.stringContaining("The duration 'soon' cannot be read"),
    });

    const exit = once(child, 'exit');
    child.stdin?.end();
    await expect(exit).resolves.toEqual([0, null]);

    // A restart finds the rule disabled, and signs in with secrets of its own.
    const before = file.credentials.sweeper.clientSecret;
    await serve();
    expect(file.credentials.sweeper.clientSecret).not.toBe(before);
    const control = new SimulatorClient(file.endpoints.control);
    const { workspaces } = await control.state('workspaces');
    const rules = Object.values(workspaces).flatMap(workspace =>
      Object.values(workspace.dataExports),
    );
    expect(
      rules.find(candidate => candidate.id === rule.toLowerCase()),
    ).toMatchObject({ enable: false });
    const termination = once(child, 'exit');
    child.kill('SIGTERM');
    await expect(termination).resolves.toEqual([0, null]);
  });

  it('switches what bites off at the start, and on again while it runs', async () => {
    await serve('--without', 'throttling', '--without', 'quotas');
    const { stdout } = await run(process.execPath, [
      program,
      'behaviour',
      'on',
      'throttling',
      '--json',
      '--endpoints-file',
      join(directory, 'endpoints.json'),
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      throttling: true,
      quotas: false,
      retention: true,
    });
  });

  it('says what it cannot do', async () => {
    await expect(
      run(process.execPath, [program, 'serve', '--seed', 'nothing']),
    ).rejects.toMatchObject({
      stderr: expect.stringContaining('It must be one of empty, fleet, demo.'),
    });
    await expect(
      run(process.execPath, [program, 'serve', '--without', 'gravity']),
    ).rejects.toMatchObject({
      stderr: expect.stringContaining("'gravity' is none of throttling,"),
    });
    await expect(
      run(process.execPath, [program, 'input', 'disable', 'x'], {
        env: { ...process.env, SIMULATOR_ENDPOINTS_FILE: '' },
      }),
    ).rejects.toMatchObject({
      stderr: expect.stringContaining('Say which simulator'),
    });
  });
});

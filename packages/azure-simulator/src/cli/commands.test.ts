import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoApplicationId } from '../seed/demoForwarders';
import { plants } from '../seed/demoIds';
import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import { runProgram } from './__testUtils__/runProgram';

jest.setTimeout(60_000);

describe('commands to a running simulator', () => {
  let simulator: AzureSimulator;
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'azure-simulator-'));
    simulator = await startAzureSimulator({
      seed: 'fleet',
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
  });

  afterAll(async () => {
    await simulator.stop();
    await rm(directory, { recursive: true, force: true });
  });

  const say = (...words: string[]) =>
    runProgram(...words, '--control', simulator.endpoints.control);

  it.each(['abc', '0', '1.5', ''])(
    'limits no secret to %p days',
    async days => {
      await say('secret', 'limit', '90');
      await expect(say('secret', 'limit', days)).rejects.toThrow(
        `The days '${days}' cannot be used: give a whole number, at least 1, or 'none'.`,
      );
      const { directory: entra } = await simulator.control.state('directory');
      expect(entra.maxSecretLifetimeDays).toBe(90);
      await expect(say('secret', 'limit', 'none')).resolves.toMatch(
        'as long as is asked for',
      );
    },
  );

  it.each([
    [['requests', '--last', '0'], 'Give a whole number, at least 1.'],
    [['requests', '--last', '-5'], 'Give a whole number, at least 1.'],
    [
      ['fault', 'add', '--service', 'login', '--times', '0'],
      'Give a whole number, at least 1.',
    ],
    [['fault', 'clear', 'fault-1', 'fault-2'], 'too many arguments'],
    [['state', 'extra'], 'too many arguments'],
    [['operations', 'grahp'], "There is no service 'grahp'. Near: graph."],
    [
      [
        'fault',
        'add',
        '--service',
        'login',
        '--status',
        '503',
        '--caller',
        'x',
      ],
      'callerAppId "x" cannot be used',
    ],
  ])('refuses %j', async (words, message) => {
    await expect(say(...words)).rejects.toThrow(message);
  });

  it('refuses arguments that no command takes, without a simulator too', async () => {
    await expect(runProgram('docs', 'errors', 'extra')).rejects.toThrow(
      'too many arguments',
    );
    await expect(runProgram('serve', 'extra')).rejects.toThrow(
      'too many arguments',
    );
  });

  it('reads no number that is none', async () => {
    await expect(runProgram('serve', '--port', 'login=')).rejects.toThrow(
      'Write service=port',
    );
    await expect(runProgram('serve', '--fleet', 'forwarders=')).rejects.toThrow(
      "'forwarders=' cannot be read",
    );
    await expect(
      runProgram('serve', '--fleet', 'forwarders=1.5'),
    ).rejects.toThrow("'forwarders=1.5' cannot be read");
  });

  it('lists forwarders with the ids that other commands take', async () => {
    const lines = (await say('forwarders')).split('\n');
    expect(lines[0]).toMatch(
      /^forwarder +input +client id +workspace id +rule id$/,
    );
    const row = lines.find(line => line.startsWith('austin-incidents '));
    const [name, input, clientId, workspaceId, ruleId] = (row ?? '').split(
      / {2,}/,
    );
    expect({ name, input, clientId, workspaceId }).toEqual({
      name: 'austin-incidents',
      input: 'austin-incidents',
      clientId: demoApplicationId('austin-incidents'),
      workspaceId: plants.austin.workspaceId,
    });
    await expect(say('rule', 'enable', ruleId)).resolves.toBe(
      `${ruleId} is enabled.\n`,
    );
  });

  it('describes every group of commands in its help', async () => {
    const help = await runProgram('--help').catch(error => error.message);
    expect(help).toMatch(/^ {2}hub +connections and links to Event Hubs$/m);
    const commands = String(help).split('Commands:\n')[1].split('\n');
    const names = commands.filter(line => /^ {2}\S/.test(line));
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter(line => !/^ {2}\S.*? {2,}\S/.test(line))).toEqual([]);
  });

  const file = async (text: string) => {
    const path = join(directory, 'endpoints.json');
    await writeFile(path, text);
    return path;
  };

  it('names the endpoints file that is of no use', async () => {
    const missing = join(directory, 'none.json');
    await expect(
      runProgram('clock', 'now', '--endpoints-file', missing),
    ).rejects.toThrow(
      `--endpoints-file: '${missing}' cannot be read (ENOENT): give the file that`,
    );
    const path = await file('not JSON');
    await expect(
      runProgram('clock', 'now', '--endpoints-file', path),
    ).rejects.toThrow(`--endpoints-file: '${path}' is not JSON: give the file`);
    await file('{}');
    await expect(
      runProgram('clock', 'now', '--endpoints-file', path),
    ).rejects.toThrow(
      `--endpoints-file: '${path}' has no endpoints.control: give the file`,
    );
  });

  it('names the address at which no simulator is', async () => {
    for (const text of ['nonsense', simulator.endpoints.login, '']) {
      await expect(
        runProgram('clock', 'now', '--control', text),
      ).rejects.toThrow(
        `--control: '${text}' is no control endpoint: give the http:// address`,
      );
    }
    const other = http.createServer((_, response) => response.end('{}'));
    await new Promise<void>(resolve =>
      other.listen(0, '127.0.0.1', () => resolve()),
    );
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    await expect(runProgram('clock', 'now', '--control', url)).rejects.toThrow(
      `--control: What answers at '${url}' is not the control endpoint of a simulator (HTTP status 200). Start one with`,
    );
    other.closeAllConnections();
    await new Promise(resolve => other.close(resolve));
    const path = await file(JSON.stringify({ endpoints: { control: url } }));
    await expect(
      runProgram('clock', 'now', '--endpoints-file', path),
    ).rejects.toThrow(
      `--endpoints-file '${path}': No simulator answers at '${url}' (ECONNREFUSED). Start one with`,
    );
  });
});

import type { IdentityCredentials } from '../src/Credentials';
import type { SimulatorEndpoints } from '../src/Endpoints';
import { valueAt } from '../src/http/json';
import { requestJson } from '../src/__testUtils__/requestJson';
import { armReads } from './armReads';
import { fleetSize } from './fleet';
import { connections, measure } from './measure';
import { heapMegabytes, ServerProcess } from './ServerProcess';

interface ReadySimulator {
  endpoints: SimulatorEndpoints;
  caPem: string;
  identity: IdentityCredentials;
}

/** What is to hold: a share of the echo server's requests per second with all reads in turn, and memory. */
const targets = { share: 1 / 3, megabytes: 600 };

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function row(cells: (string | number)[]): string {
  const [title, ...others] = cells.map(String);
  return `${title.padEnd(34)}${others.map(cell => cell.padStart(10)).join('')}`;
}

async function signIn({
  endpoints,
  caPem,
  identity,
}: ReadySimulator): Promise<string> {
  const { body } = await requestJson(
    `${endpoints.login}/${identity.tenantId}/oauth2/v2.0/token`,
    {
      ca: caPem,
      method: 'POST',
      body: {
        grant_type: 'client_credentials',
        client_id: identity.clientId,
        client_secret: identity.clientSecret,
        scope: 'https://management.azure.com/.default',
      },
    },
  );
  return String(valueAt(body, 'access_token'));
}

/** Mean length of the answers, in bytes. */
async function meanLength(
  ready: ReadySimulator,
  paths: string[],
  headers: Record<string, string>,
): Promise<number> {
  let sum = 0;
  const asked = paths.slice(0, 50);
  for (const path of asked) {
    const { status, body } = await requestJson(
      `${ready.endpoints.resourceManager}${path}`,
      { ca: ready.caPem, headers },
    );
    if (status !== 200) {
      throw new Error(`${path} answers ${status}: ${JSON.stringify(body)}`);
    }
    sum += JSON.stringify(body).length;
  }
  return Math.round(sum / asked.length);
}

/**
 * Measures the simulator with a generated fleet beside a plain HTTPS echo server.
 * Answers whether the targets hold.
 *
 * @param seconds - of each measurement
 */
export async function benchSimulator(seconds: number): Promise<boolean> {
  const simulator = await ServerProcess.start<ReadySimulator>(
    'simulatorProcess.ts',
  );
  const echo = await ServerProcess.start<{ url: string }>('echoProcess.ts');
  try {
    const { ready } = simulator;
    const before = await simulator.megabytes();
    const headers = { authorization: `Bearer ${await signIn(ready)}` };
    const { forwarders, workspaces, namespaces, subscriptions } = fleetSize;
    print(
      `A fleet of ${forwarders} forwarders, ${workspaces} workspaces, ${namespaces} namespaces, ${subscriptions} subscriptions; throttling off; no readers; V8's heap at most ${heapMegabytes} MB; ${connections} connections kept alive, ${seconds} s each, beside a plain HTTPS echo server with answers of at least the same length.\n`,
    );
    print(
      row([
        '',
        'bytes',
        'req/s',
        'p50 ms',
        'p99 ms',
        'echo/s',
        'p50',
        'p99',
        'share',
      ]),
    );
    const compare = async (
      title: string,
      own: string[],
      plain: string[],
      length: number,
    ): Promise<number> => {
      const [echoed, answered] = await measure(
        [
          { url: echo.ready.url, paths: plain, headers },
          { url: ready.endpoints.resourceManager, paths: own, headers },
        ],
        seconds,
      );
      const share = answered.requestsPerSecond / echoed.requestsPerSecond;
      print(
        row([
          title,
          length,
          Math.round(answered.requestsPerSecond),
          answered.p50,
          answered.p99,
          Math.round(echoed.requestsPerSecond),
          echoed.p50,
          echoed.p99,
          share.toFixed(2),
        ]),
      );
      return share;
    };
    const reads = armReads();
    const lengths: number[] = [];
    for (const { title, paths } of reads) {
      const length = await meanLength(ready, paths, headers);
      lengths.push(length);
      await compare(title, paths, [`/${length}`], length);
    }
    const share = await compare(
      'all of these in turn',
      reads[0].paths.flatMap((_, index) =>
        reads.map(({ paths }) => paths[index]),
      ),
      lengths.map(length => `/${length}`),
      Math.round(lengths.reduce((sum, length) => sum + length) / reads.length),
    );
    const after = await simulator.megabytes();
    print(row(['start-up (s)', simulator.startSeconds.toFixed(1)]));
    print(row(['memory after the start (MB)', Math.round(before)]));
    print(row(['memory after the load (MB)', Math.round(after)]));
    const most = Math.max(before, after);
    const holds = share >= targets.share && most < targets.megabytes;
    print(
      `\nbench:simulator: ${
        holds ? 'the targets hold' : 'THE TARGETS DO NOT HOLD'
      }: all reads in turn reach ${share.toFixed(
        2,
      )} of the echo server's requests per second (target ${targets.share.toFixed(
        2,
      )}), ${Math.round(most)} MB (target below ${targets.megabytes}).`,
    );
    return holds;
  } finally {
    await Promise.all([simulator.stop(), echo.stop()]);
  }
}

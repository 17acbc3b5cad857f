import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JsonObject } from '@backstage/types';
import { Agent } from 'undici';
import { ReadDecision, RoutesBackend } from './RoutesBackend';
import { nameOf, TEAMS } from './seedFleet';

/** What the routes are measured over. */
export interface RoutesBenchOptions {
  forwarders: number;
  transitions: number;
  /** Calls of each route; they take turns. */
  calls: number;
  /** `backend.database` of the portal; SQLite in a file of its own when absent. */
  database?: JsonObject;
}

/** Calls of each route before any counts. */
const WARM_UP = 100;

/** One route and how often slower than the catalog's it may be. */
interface Route {
  name: string;
  path(call: number): string;
  /** At most this many times the catalog's entity by name; no limit when absent. */
  limit?: number;
}

const HEALTHS = ['failing', 'degraded', 'unknown', 'quiet', 'healthy'];
const SORTS = ['health', 'title', 'owner', 'since', 'lastEvent'];

function routes(forwarders: number): Route[] {
  const name = (call: number) => nameOf((call * 7919) % forwarders);
  return [
    {
      name: 'catalog: entity by name',
      path: call =>
        `/api/catalog/entities/by-name/resource/default/${name(call)}`,
    },
    {
      name: 'forwarder by ref',
      path: call =>
        `/api/siem-forwarder/v1/forwarders/by-name/resource/default/${name(
          call,
        )}`,
      limit: 1,
    },
    {
      name: 'fleet page: 50 rows, filter, sort, counts',
      path: call =>
        `/api/siem-forwarder/v1/forwarders?limit=50&owner=${
          TEAMS[call % TEAMS.length]
        }&health=${HEALTHS[call % HEALTHS.length]}&health=healthy&sort=${
          SORTS[call % SORTS.length]
        }`,
      limit: 2,
    },
    {
      name: 'fleet page: 50 rows of all, worst first, counts',
      path: () => '/api/siem-forwarder/v1/forwarders?limit=50',
      limit: 2,
    },
    {
      name: 'fleet page: 50 rows, text, sort, counts',
      path: call =>
        `/api/siem-forwarder/v1/forwarders?limit=50&search=line%20${
          call % 100
        }&sort=${SORTS[call % SORTS.length]}&order=desc`,
      limit: 2,
    },
    {
      name: 'summary',
      path: () => '/api/siem-forwarder/v1/summary',
    },
    {
      name: 'audit: 50 lines',
      path: () => '/api/siem-forwarder/v1/audit?limit=50',
    },
    {
      name: 'history of one: 50 transitions',
      path: call =>
        `/api/siem-forwarder/v1/forwarders/by-name/resource/default/${name(
          call,
        )}/transitions`,
    },
  ];
}

/** A line of the table. */
export interface RouteResult {
  route: string;
  decision: ReadDecision;
  /** Milliseconds. */
  p50: number;
  p95: number;
  /** Times the catalog's entity by name. */
  ratio: number;
  limit?: number;
}

/**
 * Measures our routes beside the catalog's entity by name, in the same
 * process, call by call in turn: with a policy that lets everybody read all
 * entities, then with one that lets only owners.
 */
export async function benchRoutes(
  options: RoutesBenchOptions,
): Promise<RouteResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'siem-forwarder-bench-'));
  const backend = await RoutesBackend.start({
    BENCH_FORWARDERS: String(options.forwarders),
    BENCH_TRANSITIONS: String(options.transitions),
    BENCH_PORT: String(await freePort()),
    BENCH_DATABASE: JSON.stringify(
      options.database ?? {
        client: 'better-sqlite3',
        connection: { directory: folder },
      },
    ),
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    NODE_ENV: 'production',
  });
  try {
    const results: RouteResult[] = [];
    for (const decision of ['allow', 'conditional'] as const) {
      await backend.decide(decision);
      results.push(...(await measure(backend, decision, options)));
    }
    return results;
  } finally {
    await backend.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(
  backend: RoutesBackend,
  decision: ReadDecision,
  { calls, forwarders }: RoutesBenchOptions,
): Promise<RouteResult[]> {
  const { url, token } = backend.ready;
  const agent = new Agent({ connections: 1, pipelining: 1 });
  // What only owners may read asks the catalog for all names each time.
  const rounds = decision === 'allow' ? calls : Math.ceil(calls / 10);
  // By reference, an owner reads his own; all are measured over what he may see.
  const step = decision === 'allow' ? 1 : TEAMS.length;
  const measured = routes(forwarders).map(route => ({
    route,
    times: [] as number[],
  }));
  for (let call = -Math.min(WARM_UP, rounds); call < rounds; call += 1) {
    for (const { route, times } of measured) {
      const path = route.path(Math.abs(call) * step);
      const started = performance.now();
      const { statusCode, body } = await agent.request({
        origin: url,
        path: encodeURI(path).replace(/%2520/g, '%20'),
        method: 'GET',
        headers: { authorization: `Bearer ${token}` },
      });
      const text = await body.text();
      if (call >= 0) {
        times.push(performance.now() - started);
      }
      if (statusCode !== 200) {
        throw new Error(`GET ${path} answered ${statusCode}: ${text}`);
      }
    }
  }
  await agent.close();
  const peer = percentile(measured[0].times, 0.5);
  return measured.map(({ route, times }) => ({
    route: route.name,
    decision,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    ratio: percentile(times, 0.5) / peer,
    // What only owners may read is shown beside it, without a limit.
    ...(decision === 'allow' && route.limit ? { limit: route.limit } : {}),
  }));
}

function percentile(values: number[], share: number): number {
  return [...values].sort((a, b) => a - b)[
    Math.min(values.length - 1, Math.floor(values.length * share))
  ];
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address
          ? resolve(address.port)
          : reject(new Error('No free port was found')),
      );
    });
  });
}

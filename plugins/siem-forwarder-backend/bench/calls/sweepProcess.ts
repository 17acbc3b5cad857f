import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import {
  FleetSize,
  planFleet,
  RequestCount,
  SimulatorClient,
} from 'azure-simulator';
import knex from 'knex';
import pLimit from 'p-limit';
import { AzureTenants } from '../../src/azure';
import { Collector } from '../../src/collect/Collector';
import { FactName, factNames } from '../../src/collect/Facts';
import { Forwarder } from '../../src/collect/Forwarder';
import { Source, sourceKey } from '../../src/collect/Source';
import { readHealthSettings } from '../../src/evaluate/HealthSettings';
import { Scopes } from '../../src/scopes';
import { SiemInstances } from '../../src/siem';
import { DatabaseHealthStore } from '../../src/store';
import { HealthSweep } from '../../src/sweep/HealthSweep';
import { sweepTables } from '../../src/sweep/sweepTables';
import { tellParent, toldByParent } from './childProcess';
import { fleetConfig, ReadySimulator } from './fleetConfig';
import { MemoryWatch } from './MemoryWatch';

/** Sources that are swept at one time, as two replicas would. */
const SHARDS = 4;

/** One sweep of all sources. */
export interface SweepResult {
  seconds: number;
  counts: RequestCount[];
  /** Growth of the process's memory at its highest, in MB. */
  megabytes: number;
}

/** What the process tells. */
export interface SweepResults {
  configuration: SweepResult;
  flow: SweepResult;
  /** Forwarders whose fact has no value, by fact; a fact that everybody has is left out. */
  unread: Partial<Record<FactName, number>>;
  /** One reason of them each. */
  reasons: Partial<Record<FactName, string>>;
}

const nobody: LoggerService = {
  error: message => process.stderr.write(`${message}\n`),
  warn: message => process.stderr.write(`${message}\n`),
  info: () => {},
  debug: () => {},
  child: () => nobody,
};

/** Sweeps a simulated fleet, everything first and then the flow alone, through the real collector, evaluation and store. */
async function main(): Promise<void> {
  const { size, simulator } = toldByParent<{
    size: FleetSize;
    simulator: ReadySimulator;
  }>();
  const plan = planFleet(size);
  const forwarders = plan.forwarders.flatMap(
    ({ name, title, owner, annotations }) => {
      const entity: Entity = {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: { name, title, annotations },
        spec: { type: 'siem-forwarder', owner },
      };
      return Forwarder.fromEntity(entity) ?? [];
    },
  );
  const folder = mkdtempSync(join(tmpdir(), 'bench-health-'));
  const db = knex({
    client: 'better-sqlite3',
    connection: { filename: join(folder, 'health.sqlite') },
    useNullAsDefault: true,
  });
  try {
    // What is measured are calls, and not how fast this disk keeps its word.
    await db.raw('PRAGMA journal_mode = WAL');
    await db.raw('PRAGMA synchronous = OFF');
    const config = fleetConfig(simulator, plan);
    const settings = readHealthSettings(config);
    const store = await DatabaseHealthStore.create({
      database: { getClient: async () => db },
    });
    let present = Date.now();
    const now = () => present;
    const sweep = HealthSweep.create({
      forwarders: {
        list: async () => forwarders,
        get: async ref => forwarders.find(f => f.entityRef === ref),
      },
      collector: Collector.create({
        tenants: AzureTenants.fromConfig(config, { logger: nobody }),
        siems: SiemInstances.fromConfig(config, [], { now }),
        scopes: Scopes.fromConfig(config),
        now,
      }),
      store,
      ...sweepTables(db),
      settings,
      publisher: { publish: async () => {} },
      logger: nobody,
      now,
    });
    const control = new SimulatorClient(simulator.endpoints.control);
    const { signal } = new AbortController();
    const sweepAll = async (): Promise<SweepResult> => {
      const registered = await sweep.listForwarders({ signal });
      const sources = new Map<string, Source>(
        registered.flatMap(({ sources: own }) =>
          own.map(source => [sourceKey(source), source] as const),
        ),
      );
      await control.clearRequests();
      const memory = MemoryWatch.start();
      const started = performance.now();
      const limit = pLimit(SHARDS);
      await Promise.all(
        [...sources].map(([key, source]) =>
          limit(() => sweep.sweepSource({ source, key, signal })),
        ),
      );
      return {
        seconds: (performance.now() - started) / 1000,
        counts: await control.requestCounts(),
        megabytes: memory.stop(),
      };
    };
    // Code that is loaded and compiled is no memory of a sweep: a running
    // backend has it already.
    await sweep.checkNow(forwarders[0].entityRef);
    const configuration = await sweepAll();
    // The buckets are full again when the next sweep begins, as after minutes.
    await new Promise(resolve => setTimeout(resolve, 11_000));
    present += 5 * 60_000;
    const flow = await sweepAll();

    const unread: SweepResults['unread'] = {};
    const reasons: SweepResults['reasons'] = {};
    for (const { entityRef } of forwarders) {
      const state = await store.get(entityRef);
      for (const name of factNames) {
        const fact = state?.facts[name];
        if (!fact || !('value' in fact)) {
          unread[name] = (unread[name] ?? 0) + 1;
          reasons[name] ??= fact?.unavailable.message ?? 'never looked at';
        }
      }
    }
    const results: SweepResults = { configuration, flow, unread, reasons };
    tellParent(results);
  } finally {
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});

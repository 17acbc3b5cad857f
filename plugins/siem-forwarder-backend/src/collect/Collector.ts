import { LoggerService } from '@backstage/backend-plugin-api';
import { HumanDuration } from '@backstage/types';
import { SiemInstance } from 'backstage-plugin-siem-forwarder-node';
import { asSweep } from '../azure/throttle/callPriority';
import { Scopes } from '../scopes';
import { BoundedCalls } from './BoundedCalls';
import {
  CollectionRun,
  observedNow,
  SweptTenant,
  Target,
  withHub,
} from './CollectionRun';
import { FactName, FactSet } from './Facts';
import { FailureLog } from './FailureLog';
import { Forwarder } from './Forwarder';
import { Inventory } from './Inventory';
import { Once } from './Once';
import { Directories } from './readings/Directory';
import { readAccess } from './readings/readAccess';
import { readConsumerGroups } from './readings/readConsumerGroups';
import { readDelivery } from './readings/readDelivery';
import { readEventHubs } from './readings/readEventHubs';
import { readExportMetrics } from './readings/readExportMetrics';
import { readExportRules } from './readings/readExportRules';
import { readGraphConsent } from './readings/readGraphConsent';
import { readHubMetrics } from './readings/readHubMetrics';
import { readNetworkRules } from './readings/readNetworkRules';
import { readProduction } from './readings/readProduction';
import { readSentinel } from './readings/readSentinel';
import { readSiemTokens } from './readings/readSiemTokens';
import { readWorkspaces } from './readings/readWorkspaces';
import { Snapshot, SnapshotSiem } from './Snapshot';
import { Source, SourceKind } from './Source';
import {
  CollectionRequest,
  CollectorSiems,
  MissingPart,
  TargetFinder,
} from './TargetFinder';

/** Calls at one time, over all services. */
const CONCURRENCY = 16;

/**
 * Queries at one time: Log Analytics allows 5 for one user and queues the rest.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/service-limits
 */
const QUERY_CONCURRENCY = 5;

/**
 * Batches of metrics at one time. Azure fills every slot of every series with
 * zeros: the answer for 50 namespaces of ten hubs each has nearly half a
 * million points, and only few of them fit in memory.
 */
const METRIC_CONCURRENCY = 2;

export type { CollectionRequest, CollectorSiems } from './TargetFinder';

/** What a {@link Collector} works with. */
export interface CollectorOptions {
  tenants: { forSubscription(subscriptionId: string): SweptTenant | undefined };
  siems: CollectorSiems;
  scopes: Pick<Scopes, 'contains'>;
  /** Longest time of one call with its retries; 90 seconds when absent. */
  callTimeout?: HumanDuration;
  /**
   * Longest time that a list of Resource Graph serves the sweeps of a tenant's
   * subscriptions; a minute when absent. It must be short beside the period of
   * the flow: what is read of the list is as old as the list.
   */
  inventoryAge?: HumanDuration;
  /** Keeps the ids of calls that failed; nobody does when absent. */
  logger?: Pick<LoggerService, 'warn'>;
  /** The present in epoch milliseconds; the system's clock when absent. */
  now?: () => number;
}

/** Long enough for one round, short beside the flow's default period. */
const INVENTORY_AGE: HumanDuration = { minutes: 1 };

/** How a {@link Collector} collects. */
export interface CollectionOptions {
  signal: AbortSignal;
  /** The only place to read from; all when absent. */
  source?: Source;
}

/** A collection under way; see {@link Collector.open}. */
export interface Collection {
  /** As {@link Collector.collect}, for a part of the forwarders. */
  collect(requests: CollectionRequest[]): Promise<Map<string, Snapshot>>;
}

const NOTHING: ReadonlySet<FactName> = new Set();

/**
 * Reads the facts of many forwarders in few calls: lists by parent, metrics in
 * batches, one collection a SIEM. One forwarder is read by the same code.
 */
export class Collector {
  readonly #options: CollectorOptions;
  readonly #now: () => number;
  readonly #finder: TargetFinder;
  readonly #inventory: Inventory;
  readonly #failures: FailureLog | undefined;

  private constructor(options: CollectorOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#failures =
      options.logger &&
      new FailureLog({ logger: options.logger, now: this.#now });
    this.#finder = new TargetFinder(options);
    this.#inventory = this.#newInventory();
  }

  static create(options: CollectorOptions): Collector {
    return new Collector(options);
  }

  /**
   * The sources that tell of a forwarder, its home first: the subscription of
   * its workspace, that of its hub when it is another one, the hub's tenant and
   * the SIEM. Empty for a forwarder that may not be looked at: `collect`
   * without a source tells why, at no call.
   *
   * @param facts - what is known of it, of the same definition: without the
   *   annotation of a hub, the rule says which one it is
   */
  sourcesOf(forwarder: Forwarder, facts: FactSet): Source[] {
    const target = this.#finder.find({
      forwarder,
      previous: facts,
      due: NOTHING,
    });
    if ('refusal' in target) {
      return [];
    }
    this.#finder.resolve(target);
    const { hub, siem } = target;
    const subscriptions = new Set([
      target.workspace.subscriptionId,
      ...(hub ? [hub.subscriptionId] : []),
    ]);
    const tenant = hub && this.#tenantOf(hub.subscriptionId);
    return [
      ...[...subscriptions].map((id): Source => ({ kind: 'subscription', id })),
      ...(tenant ? [{ kind: 'tenant' as const, id: tenant.id }] : []),
      ...(hub && siem?.verifies
        ? [{ kind: 'siem' as const, id: siem.id }]
        : []),
    ];
  }

  /**
   * Never throws for what Azure or a SIEM answers; what could not be read is
   * unavailable in the snapshot.
   *
   * @param options - `source`: the only place to read from; all when absent
   * @returns snapshots by entity ref, with the facts of this collection only
   */
  async collect(
    requests: CollectionRequest[],
    options: CollectionOptions,
  ): Promise<Map<string, Snapshot>> {
    return this.open(options).collect(requests);
  }

  /**
   * Begins a collection that is handed its forwarders in several parts, so
   * that memory stays bounded; what is listed for one part is not listed again
   * for the next.
   */
  open(options: CollectionOptions): Collection {
    const run = this.#runOf(options);
    return {
      collect: requests => {
        const collect = () => this.#collect(run, requests, options.source);
        return run.sweeping ? asSweep(collect) : collect();
      },
    };
  }

  async #collect(
    run: CollectionRun,
    requests: CollectionRequest[],
    source: Source | undefined,
  ): Promise<Map<string, Snapshot>> {
    const snapshots = new Map<string, Snapshot>();
    const targets: Target[] = [];
    for (const request of requests) {
      const { forwarder } = request;
      const target = this.#finder.find(request);
      if ('refusal' in target) {
        snapshots.set(forwarder.entityRef, target);
      } else {
        targets.push(target);
      }
    }
    const reads = (kind: SourceKind, id: string | undefined) =>
      !source || (source.kind === kind && source.id === id);
    const ofWorkspace = targets.filter(({ workspace }) =>
      reads('subscription', workspace.subscriptionId),
    );
    await Promise.all([
      readWorkspaces(run, ofWorkspace).then(() =>
        Promise.all([
          readProduction(run, ofWorkspace),
          readExportMetrics(run, ofWorkspace),
        ]),
      ),
      readSentinel(run, ofWorkspace),
      readExportRules(run, ofWorkspace).then(async () => {
        for (const target of targets) {
          const missing = this.#finder.resolve(target);
          // Said where the workspace is read, so that it is said once.
          if (reads('subscription', target.workspace.subscriptionId)) {
            noteMissing(target, missing, observedNow(run));
          }
        }
        const hubs = withHub(targets);
        const ofSubscription = hubs.filter(({ hub }) =>
          reads('subscription', hub.subscriptionId),
        );
        const ofTenant = hubs.filter(({ hub }) =>
          source?.kind === 'subscription'
            ? // A subscription that no tenant lists has no sweep of a tenant.
              reads('subscription', hub.subscriptionId) &&
              !this.#tenantOf(hub.subscriptionId)
            : reads('tenant', this.#tenantOf(hub.subscriptionId)?.id),
        );
        const ofSiem = hubs.filter(({ siem }) => reads('siem', siem?.id));
        await readEventHubs(run, ofSubscription);
        await Promise.all([
          readAccess(run, ofTenant).then(() => readGraphConsent(run, ofTenant)),
          readHubMetrics(run, ofSubscription),
          readNetworkRules(run, ofSubscription),
          readConsumerGroups(run, ofSubscription),
        ]);
        await Promise.all([
          readDelivery(run, ofSiem),
          readSiemTokens(run, ofSiem),
        ]);
      }),
    ]);
    for (const target of targets) {
      snapshots.set(target.forwarder.entityRef, this.#snapshotOf(target));
    }
    return snapshots;
  }

  #runOf({ signal, source }: CollectionOptions): CollectionRun {
    const shared = {
      timeout: this.#options.callTimeout ?? { seconds: 90 },
      signal,
      failures: this.#failures,
    };
    const calls = new BoundedCalls({ ...shared, concurrency: CONCURRENCY });
    return {
      sweeping: source !== undefined,
      // Who asks on demand wants what is so now.
      inventory: source ? this.#inventory : this.#newInventory(),
      calls,
      queries: new BoundedCalls({
        ...shared,
        concurrency: QUERY_CONCURRENCY,
      }),
      metrics: new BoundedCalls({
        ...shared,
        concurrency: METRIC_CONCURRENCY,
      }),
      now: this.#now,
      tenantOf: id => this.#tenantOf(id),
      workspaceLists: new Once(),
      namespaceLists: new Once(),
      ruleLists: new Once(),
      hubLists: new Once(),
      networkRules: new Once(),
      roleLists: new Once(),
      directories: new Directories(calls),
      probes: new Once(),
    };
  }

  #newInventory(): Inventory {
    return new Inventory({
      maxAge: this.#options.inventoryAge ?? INVENTORY_AGE,
      now: this.#now,
    });
  }

  #tenantOf(subscriptionId: string): SweptTenant | undefined {
    return this.#options.tenants.forSubscription(subscriptionId);
  }

  #snapshotOf({ forwarder, draft, siem, hub, rule }: Target): Snapshot {
    const subscriptionId = (hub ?? rule).subscriptionId;
    return {
      forwarder,
      siem: siem && siemOf(siem),
      tenantId: this.#tenantOf(subscriptionId)?.id,
      facts: draft.collected,
    };
  }
}

function noteMissing(
  { draft }: Target,
  missing: MissingPart[],
  observedAt: string,
): void {
  for (const { facts, because } of missing) {
    draft.refuse(facts, because, observedAt);
  }
}

function siemOf({ id, title, kind, verifies }: SiemInstance): SnapshotSiem {
  return { id, title, kind, verifies };
}

import { HumanDuration } from '@backstage/types';
import { SiemInstance } from 'backstage-plugin-siem-forwarder-node';
import { ArmResourceId } from '../azure/ArmResourceId';
import { Scopes } from '../scopes';
import { outOfScope, refusalOf } from './admission';
import { BoundedCalls } from './BoundedCalls';
import {
  CollectionRun,
  hubFacts,
  observedNow,
  siemFacts,
  SweptTenant,
  Target,
} from './CollectionRun';
import { FactName, FactSet } from './Facts';
import { FactsDraft } from './FactsDraft';
import { Forwarder } from './Forwarder';
import { readAccess } from './readings/readAccess';
import { readDelivery } from './readings/readDelivery';
import { readEventHubs } from './readings/readEventHubs';
import { readExportMetrics } from './readings/readExportMetrics';
import { readExportRules } from './readings/readExportRules';
import { readHubMetrics } from './readings/readHubMetrics';
import { readProduction } from './readings/readProduction';
import { readSentinel } from './readings/readSentinel';
import { readWorkspaces } from './readings/readWorkspaces';
import { Snapshot, SnapshotSiem } from './Snapshot';

/** Calls at one time, over all services. */
const CONCURRENCY = 16;

/**
 * Queries at one time: Log Analytics allows 5 for one user and queues the rest.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/service-limits
 */
const QUERY_CONCURRENCY = 5;

/** The SIEM instances of the configuration, as collection needs them. */
export interface CollectorSiems {
  get(id: string): SiemInstance | undefined;
  /** True when the owner may forward to the instance. */
  mayUse(id: string, owner: string): boolean;
}

/** What a {@link Collector} works with. */
export interface CollectorOptions {
  tenants: { forSubscription(subscriptionId: string): SweptTenant | undefined };
  siems: CollectorSiems;
  scopes: Pick<Scopes, 'contains'>;
  /** Longest time of one call with its retries; 90 seconds when absent. */
  callTimeout?: HumanDuration;
  /** The present in epoch milliseconds; the system's clock when absent. */
  now?: () => number;
}

/** One forwarder to look at. */
export interface CollectionRequest {
  forwarder: Forwarder;
  /** What was known before, of the same definition. */
  previous: FactSet;
  due: ReadonlySet<FactName>;
}

/**
 * Reads the facts of many forwarders in few calls: lists by parent, metrics in
 * batches, one collection a SIEM. One forwarder is read by the same code.
 */
export class Collector {
  readonly #options: CollectorOptions;

  private constructor(options: CollectorOptions) {
    this.#options = options;
  }

  static create(options: CollectorOptions): Collector {
    return new Collector(options);
  }

  /**
   * Never throws for what Azure or a SIEM answers; what could not be read is
   * unavailable in the snapshot.
   *
   * @returns snapshots by entity ref, with the facts of this collection only
   */
  async collect(
    requests: CollectionRequest[],
    options: { signal: AbortSignal },
  ): Promise<Map<string, Snapshot>> {
    const snapshots = new Map<string, Snapshot>();
    const targets: Target[] = [];
    for (const request of requests) {
      const { forwarder } = request;
      const target = this.#targetOf(request);
      if ('refusal' in target) {
        snapshots.set(forwarder.entityRef, target);
      } else {
        targets.push(target);
      }
    }
    const run = this.#runOf(targets, options.signal);
    this.#resolveSiems(run);
    await Promise.all([
      readWorkspaces(run).then(() =>
        Promise.all([readProduction(run), readExportMetrics(run)]),
      ),
      readSentinel(run),
      readExportRules(run).then(async () => {
        this.#resolveHubs(run);
        await readEventHubs(run);
        await Promise.all([readAccess(run), readHubMetrics(run)]);
        await readDelivery(run);
      }),
    ]);
    for (const target of targets) {
      snapshots.set(target.forwarder.entityRef, this.#snapshotOf(target));
    }
    return snapshots;
  }

  #runOf(targets: Target[], signal: AbortSignal): CollectionRun {
    const timeout = this.#options.callTimeout ?? { seconds: 90 };
    return {
      targets,
      calls: new BoundedCalls({ concurrency: CONCURRENCY, timeout, signal }),
      queries: new BoundedCalls({
        concurrency: QUERY_CONCURRENCY,
        timeout,
        signal,
      }),
      now: this.#options.now ?? Date.now,
      tenantOf: id => this.#options.tenants.forSubscription(id),
    };
  }

  #targetOf({
    forwarder,
    previous,
    due,
  }: CollectionRequest): Target | (Snapshot & { refusal: unknown }) {
    const { exportRule, workspace, owner } = forwarder;
    const refusal = refusalOf(forwarder, this.#options.scopes);
    if (refusal || !exportRule || !workspace || !owner) {
      return {
        forwarder,
        refusal: refusal ?? {
          reason: 'bad-annotation',
          message: `${forwarder.entityRef} names no export rule.`,
        },
        facts: {},
      };
    }
    return {
      forwarder,
      owner,
      draft: new FactsDraft(previous, due),
      rule: exportRule,
      workspace,
    };
  }

  /** Finds each forwarder's SIEM, when its owner may forward to it. */
  #resolveSiems(run: CollectionRun): void {
    const { siems } = this.#options;
    for (const target of run.targets) {
      const { siemId } = target.forwarder;
      const siem = siemId === undefined ? undefined : siems.get(siemId);
      if (siemId === undefined) {
        continue;
      }
      if (!siem) {
        target.draft.refuse(
          siemFacts,
          {
            reason: 'not-configured',
            message: `SIEM '${siemId}' of annotation siem-forwarder/siem is not configured in siemForwarder.siems.`,
          },
          observedNow(run),
        );
      } else if (!siems.mayUse(siemId, target.owner)) {
        target.draft.refuse(
          siemFacts,
          {
            reason: 'siem-not-allowed',
            message: `${target.owner} is not among the owners that may forward to SIEM '${siemId}' (siemForwarder.siems[].owners), so it is not asked.`,
          },
          observedNow(run),
        );
      } else {
        target.siem = siem;
      }
    }
  }

  /** Finds each forwarder's hub: the annotated one, or else the one that the rule names. */
  #resolveHubs(run: CollectionRun): void {
    for (const target of run.targets) {
      const hub = target.forwarder.eventHub ?? destinationOf(target);
      if (!hub) {
        const facts = [...hubFacts, ...(target.siem ? siemFacts : [])];
        target.draft.refuse(
          facts,
          {
            reason: 'not-there',
            message: `No event hub is known: the entity has no annotation siem-forwarder/event-hub, and rule ${target.rule.name} names none.`,
          },
          observedNow(run),
        );
      } else if (this.#options.scopes.contains(target.owner, hub)) {
        target.hub = hub;
      } else {
        const facts = [...hubFacts, ...(target.siem ? siemFacts : [])];
        target.draft.refuse(
          facts,
          outOfScope(target.owner, hub),
          observedNow(run),
        );
      }
    }
  }

  #snapshotOf({ forwarder, draft, siem, hub, rule }: Target): Snapshot {
    const subscriptionId = (hub ?? rule).subscriptionId;
    return {
      forwarder,
      siem: siem && siemOf(siem),
      tenantId: this.#options.tenants.forSubscription(subscriptionId)?.id,
      facts: draft.collected,
    };
  }
}

function siemOf({ id, title, kind, verifies }: SiemInstance): SnapshotSiem {
  return { id, title, kind, verifies };
}

function destinationOf({ draft }: Target): ArmResourceId | undefined {
  const rule = draft.known('exportRule');
  if (!rule?.eventHubName || rule.destinationType !== 'EventHub') {
    return undefined;
  }
  try {
    return ArmResourceId.parse(
      rule.destinationId,
      `destination of export rule ${rule.name}`,
    ).child('eventhubs', rule.eventHubName);
  } catch {
    // What is wrong with the destination is said by export/destination-matches.
    return undefined;
  }
}

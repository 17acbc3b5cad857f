import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  AuditEntry,
  AuditPage,
  AuditQuery,
  FleetSummary,
  ForwarderHealth,
  ForwarderSamples,
  ForwarderSort,
  ForwarderUptime,
  healths,
  Health,
  NamespaceNameAvailability,
  Operation,
  OperationQuery,
  Uptime,
} from 'backstage-plugin-siem-forwarder-common';
import {
  ForwarderList,
  ForwarderListQuery,
  OperationRequest,
  SiemForwarderApi,
} from '../api';
import { sampleAudit } from './sampleAudit';
import {
  sampleHandover,
  sampleOptions,
  samplePlan,
  sampleWorkspaces,
} from './sampleForm';
import { sampleFlow } from './sampleFlow';
import { sampleForwarders } from './sampleForwarders';
import { sampleOperation } from './sampleOperations';

/** Names whose forwarder cannot be had, each for a reason of its own. */
export const unavailableForwarders = {
  forbidden: 'resource:default/forbidden',
  notFound: 'resource:default/not-found',
  broken: 'resource:default/broken',
  loading: 'resource:default/loading',
} as const;

const isLosing = ({ loss }: ForwarderHealth) =>
  loss?.kind === 'losing' && loss.endedAt === undefined;

/** What a forwarder is sorted by. */
function keyOf(forwarder: ForwarderHealth, sort: ForwarderSort): string {
  const keys: Record<ForwarderSort, string | undefined> = {
    health: String(healths.indexOf(forwarder.health)),
    title: forwarder.title,
    owner: forwarder.owner,
    siem: forwarder.siem?.id,
    region: forwarder.region,
    since: forwarder.since,
    lastEvent: forwarder.lastEventAt,
  };
  return keys[sort] ?? '';
}

/** The backend in memory, for the development app and for tests. */
export class FakeSiemForwarderApi implements SiemForwarderApi {
  readonly forwarders: ForwarderHealth[];
  readonly audit: AuditEntry[];
  /** Newest first. */
  operations: Operation[] = [sampleOperation()];

  constructor(
    forwarders: ForwarderHealth[] = Object.values(sampleForwarders()),
    audit: AuditEntry[] = sampleAudit(),
  ) {
    this.forwarders = forwarders;
    this.audit = audit;
  }

  async listForwarders(query: ForwarderListQuery): Promise<ForwarderList> {
    const { health = [], owner, siem, region, search, losing } = query;
    const { limit = 50, sort = 'health', order } = query;
    const offset = Number(query.cursor ?? 0);
    const others = this.forwarders.filter(
      forwarder =>
        (!owner || forwarder.owner === owner) &&
        (!siem || forwarder.siem?.id === siem) &&
        (!region || forwarder.region === region) &&
        (!losing || isLosing(forwarder)) &&
        (!search ||
          `${forwarder.title} ${forwarder.headline}`.includes(search)),
    );
    const matching = others
      .filter(f => health.length === 0 || health.includes(f.health))
      .sort(
        (a, b) =>
          (order === 'desc' ? -1 : 1) *
          keyOf(a, sort).localeCompare(keyOf(b, sort)),
      );
    return {
      items: matching.slice(offset, offset + limit),
      total: matching.length,
      counts: Object.fromEntries(
        healths.map(h => [h, others.filter(f => f.health === h).length]),
      ) as Record<Health, number>,
      offset,
      ...(offset + limit < matching.length
        ? { nextCursor: String(offset + limit) }
        : {}),
      ...(offset > 0
        ? { previousCursor: String(Math.max(0, offset - limit)) }
        : {}),
    };
  }

  async getSummary(): Promise<FleetSummary> {
    const { total, counts } = await this.listForwarders({});
    const sorted = (values: (string | undefined)[]) =>
      [...new Set(values.flatMap(value => value ?? []))].sort();
    return {
      total,
      counts,
      paused: this.forwarders.filter(({ paused }) => paused).length,
      owners: [],
      siems: [],
      regions: sorted(this.forwarders.map(({ region }) => region)),
      subscriptions: sorted(
        this.forwarders.map(({ subscriptionId }) => subscriptionId),
      ),
      losing: this.forwarders.filter(isLosing).length,
      coverage: {
        workspaces: 12,
        uncovered: [
          {
            id: '/subscriptions/a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10/resourceGroups/rg-ot-security/providers/Microsoft.OperationalInsights/workspaces/law-ot-houston',
            name: 'law-ot-houston',
            owners: ['group:default/plant-austin'],
          },
        ],
        uncounted: { subscriptions: 2, resourceGroups: 0 },
      },
    };
  }

  async listFleetUptimes(entityRefs: string[]): Promise<ForwarderUptime[]> {
    return this.forwarders
      .filter(({ entityRef }) => entityRefs.includes(entityRef))
      .map(({ entityRef, uptime: { ratio, known } }) => ({
        entityRef,
        ...(ratio === undefined ? {} : { ratio }),
        known,
        hours: 720,
      }));
  }

  async listSamples(entityRef: string): Promise<ForwarderSamples> {
    return sampleFlow(this.#find(entityRef));
  }

  async exportForwarders(query: ForwarderListQuery): Promise<Blob> {
    const { items } = await this.listForwarders({ ...query, limit: Infinity });
    const lines = items.map(
      ({ entityRef, health }) => `${entityRef},${health}`,
    );
    return new Blob([['Forwarder,Health', ...lines].join('\r\n')]);
  }

  async getForwarder(entityRef: string): Promise<ForwarderHealth> {
    switch (entityRef) {
      case unavailableForwarders.forbidden:
        throw new NotAllowedError('siem-forwarder.read is denied');
      case unavailableForwarders.notFound:
        throw new NotFoundError(`No forwarder ${entityRef}`);
      case unavailableForwarders.broken:
        throw new Error('connect ECONNREFUSED 127.0.0.1:7007');
      case unavailableForwarders.loading:
        return new Promise(() => {});
      default:
        return this.#find(entityRef);
    }
  }

  async checkForwarder(entityRef: string): Promise<ForwarderHealth> {
    const forwarder = {
      ...this.#find(entityRef),
      checkedAt: new Date().toISOString(),
    };
    this.forwarders.splice(
      this.forwarders.findIndex(f => f.entityRef === entityRef),
      1,
      forwarder,
    );
    return forwarder;
  }

  async listTransitions(entityRef: string) {
    const { health, headline, since, cause } = this.#find(entityRef);
    return [
      {
        id: '2',
        entityRef,
        at: since,
        from: 'healthy' as const,
        to: health,
        reason: headline,
        reasons: [],
        ...(cause ? { cause } : {}),
      },
      {
        id: '1',
        entityRef,
        at: '2026-11-02T14:05:00.000Z',
        from: 'pending' as const,
        to: 'healthy' as const,
        reason: 'Incidents reach SOC Splunk',
        reasons: [],
      },
    ];
  }

  async listUptimes(entityRef: string): Promise<Uptime[]> {
    const { uptime } = this.#find(entityRef);
    return [24, 30 * 24, 90 * 24].map(hours => ({ ...uptime, hours }));
  }

  async listAudit(query: AuditQuery): Promise<AuditPage> {
    const {
      from,
      to,
      kind,
      owner,
      forwarder,
      cursor = '0',
      limit = 50,
    } = query;
    const found = this.audit.filter(
      entry =>
        (!from || entry.at >= from) &&
        (!to || entry.at < to) &&
        (!kind || entry.kind === kind) &&
        (!owner || entry.owner === owner) &&
        (!forwarder || entry.entityRef === forwarder),
    );
    const end = Number(cursor) + limit;
    return {
      items: found.slice(Number(cursor), end),
      ...(end < found.length ? { nextCursor: String(end) } : {}),
    };
  }

  async exportAudit(query: AuditQuery): Promise<Blob> {
    const { items } = await this.listAudit({ ...query, limit: Infinity });
    const lines = items.map(({ at, entityRef, what }) =>
      [at, entityRef, what].join(','),
    );
    return new Blob([['Time,Forwarder,What', ...lines].join('\r\n')]);
  }

  async getHandover() {
    return sampleHandover;
  }

  async getFormOptions() {
    return sampleOptions;
  }

  async listWorkspaces() {
    return sampleWorkspaces;
  }

  async checkNamespaceName(query: {
    name?: string;
  }): Promise<NamespaceNameAvailability> {
    const name = query.name ?? 'evhns-ot-austin-7f3a';
    if (name.length < 6) {
      return {
        name,
        state: 'invalid',
        message: `${name} is too short: a name has 6 to 50 characters.`,
      };
    }
    return name.startsWith('contoso')
      ? { name, state: 'taken', message: `${name} belongs to somebody else.` }
      : { name, state: 'available', message: `${name} is free.` };
  }

  async plan() {
    return samplePlan;
  }

  async listOperations({
    entityRef,
    status,
  }: OperationQuery): Promise<Operation[]> {
    return this.operations.filter(
      operation =>
        (entityRef ?? operation.entityRef) === operation.entityRef &&
        (status ?? operation.status) === operation.status,
    );
  }

  async getOperation(id: string): Promise<Operation> {
    const found = this.operations.find(operation => operation.id === id);
    if (!found) {
      throw new NotFoundError(`There is no operation '${id}'`);
    }
    return found;
  }

  async openOperation(
    entityRef: string,
    { kind, input, dryRun = false }: OperationRequest,
  ): Promise<Operation> {
    const opened = sampleOperation({
      id: `op-${this.operations.length + 1}`,
      kind,
      input,
      dryRun,
      entityRef,
      driver: 'portal',
      status: dryRun ? 'done' : 'open',
      steps: dryRun
        ? [
            {
              step: 'credential:rotate',
              status: 'done',
              message: '',
              changes: [
                {
                  step: 'credential:rotate',
                  action: 'create',
                  resource: `what ${kind} makes`,
                },
              ],
              outputs: {},
            },
          ]
        : [],
    });
    if (!dryRun) {
      this.operations = [opened, ...this.operations];
    }
    return opened;
  }

  async retryOperation(id: string): Promise<Operation> {
    return this.#replaceOperation(id, {
      failures: undefined,
      idleSince: undefined,
    });
  }

  async rollBackOperation(id: string): Promise<Operation> {
    return this.#replaceOperation(id, { status: 'rolling-back' });
  }

  #replaceOperation(id: string, changes: Partial<Operation>): Operation {
    this.operations = this.operations.map(operation =>
      operation.id === id ? { ...operation, ...changes } : operation,
    );
    return this.operations.find(operation => operation.id === id)!;
  }

  #find(entityRef: string): ForwarderHealth {
    const found = this.forwarders.find(f => f.entityRef === entityRef);
    if (!found) {
      throw new NotFoundError(`No forwarder ${entityRef}`);
    }
    return found;
  }
}

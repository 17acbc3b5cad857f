import { World } from '../World';
import { QuotaWindow } from './QuotaWindow';
import { QuotaStore } from './QuotaStore';
import { MeteredRequest, Throttle } from './Throttle';
import { throttleNow } from './throttleClock';
import { throttlingErrors } from './throttlingErrors';

/**
 * Quotas of identity and access for a tenant of less than 50 users ("S"): the
 * simulated directory has none.
 * Source: https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits
 */
const limits = {
  /** Resource units of an application in the tenant. */
  resourceUnits: { units: 3_500, milliseconds: 10_000 },
  /** Writes of an application in the tenant. */
  writes: { units: 3_000, milliseconds: 150_000 },
  /** Writes of all applications in the tenant. */
  tenantWrites: { units: 18_000, milliseconds: 300_000 },
};

/** From this usage on the service warns. */
const warningUsage = 0.8;

/** Pages shorter than this are cheaper. */
const shortPage = 20;

/** Base cost of the operations that cost more than one unit. */
const dearReads = [
  /^\/v1\.0\/applications(\(.*\))?\/?$/i,
  /^\/v1\.0\/servicePrincipals(\/[^/]+|\(.*\))\/appRoleAssignments\/?$/i,
];

/** Resource units of a request: its base cost, less with `$select` or a short `$top`, more with `$expand`, at least one. */
export function resourceUnits({
  method,
  path,
  query,
}: Pick<MeteredRequest, 'method' | 'path' | 'query'>): number {
  const isRead = method === 'GET' || method === 'HEAD';
  const base = isRead && dearReads.some(pattern => pattern.test(path)) ? 2 : 1;
  const top = query.get('$top');
  const cost =
    base -
    (query.has('$select') ? 1 : 0) -
    (top !== null && Number(top) < shortPage ? 1 : 0) +
    (query.has('$expand') ? 1 : 0);
  return Math.max(1, cost);
}

/** Microsoft Graph's quotas of resource units and of writes, with their headers. */
export function graphThrottle(world: World): Throttle {
  const windows = (limit: QuotaWindow['limit']) =>
    new QuotaStore(world, (_, now) => new QuotaWindow(limit, now));
  const unitWindows = windows(limits.resourceUnits);
  const writeWindows = windows(limits.writes);
  const tenantWindows = windows(limits.tenantWrites);

  return request => {
    const { method, caller, path } = request;
    if (/^\/v1\.0\/\$batch\/?$/i.test(path)) {
      // Its members count, each on its own.
      return { headers: {} };
    }
    const now = throttleNow(world.clock);
    const { tenantId } = world.state.directory;
    const isWrite = method !== 'GET' && method !== 'HEAD';
    const cost = resourceUnits(request);
    const quotas = [
      {
        window: unitWindows.at(caller.appId, now),
        cost,
        scope: 'Tenant_Application/ReadWrite',
        reason: 'ResourceUnitLimitExceeded',
      },
      ...(isWrite
        ? [
            {
              window: writeWindows.at(caller.appId, now),
              cost: 1,
              scope: 'Tenant_Application/Write',
              reason: 'WriteLimitExceeded',
            },
            {
              window: tenantWindows.at(tenantId, now),
              cost: 1,
              scope: 'Tenant/Write',
              reason: 'WriteLimitExceeded',
            },
          ]
        : []),
    ];
    const headers: Record<string, string> = {
      'x-ms-resource-unit': String(cost),
    };
    const taken: typeof quotas = [];
    let usage = 0;
    for (const quota of quotas) {
      const verdict = quota.window.take(now, quota.cost);
      if (!verdict.allowed) {
        taken.forEach(other => other.window.giveBack(other.cost));
        return {
          headers: {
            ...headers,
            'x-ms-throttle-limit-percentage': quota.window
              .usage(quota.cost)
              .toFixed(2),
            'x-ms-throttle-scope': `${quota.scope}/${caller.appId}/${tenantId}`,
            'x-ms-throttle-information': quota.reason,
          },
          refusal: throttlingErrors.graph(
            {},
            { headers: { 'retry-after': String(verdict.retryAfter) } },
          ),
        };
      }
      taken.push(quota);
      usage = Math.max(usage, quota.window.usage());
    }
    if (usage >= warningUsage) {
      headers['x-ms-throttle-limit-percentage'] = usage.toFixed(2);
    }
    return { headers };
  };
}

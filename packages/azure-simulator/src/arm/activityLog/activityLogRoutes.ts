import { Route } from '../../http/Route';
import { idKey, resourceGroupOf, subscriptionIdOf } from '../../ids/armId';
import { ActivityLogEntry } from '../../state';
import { World } from '../../World';
import { activityLogErrors } from './activityLogErrors';
import { ActivityFilter, readFilter } from './readFilter';
import { renderEvents } from './renderEvents';

/** Events of a page. The service pages by its own measure; clients follow `nextLink`. */
const pageSize = 200;

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

function matches(entry: ActivityLogEntry, filter: ActivityFilter): boolean {
  const { at, resourceId } = entry;
  return (
    at >= filter.from &&
    at <= filter.to &&
    (filter.resourceId === undefined ||
      idKey(resourceId) === filter.resourceId) &&
    (filter.resourceGroup === undefined ||
      same(resourceGroupOf(resourceId) ?? '', filter.resourceGroup)) &&
    (filter.provider === undefined ||
      same(entry.operationName.split('/')[0], filter.provider)) &&
    (filter.correlationId === undefined ||
      same(entry.correlationId, filter.correlationId))
  );
}

function selected(
  event: Record<string, unknown>,
  select: string | null,
): Record<string, unknown> {
  if (!select) {
    return event;
  }
  const names = select.split(',').map(name => name.trim().toLowerCase());
  return Object.fromEntries(
    Object.entries(event).filter(([name]) =>
      names.includes(name.toLowerCase()),
    ),
  );
}

/** Reads how many events a page skips; the token is ours. */
function readSkip(token: string | null): number {
  const skip = token === null ? 0 : Number(token);
  if (!Number.isInteger(skip) || skip < 0) {
    throw activityLogErrors.invalidFilter({
      problem: `$skiptoken '${token}'`,
    });
  }
  return skip;
}

/** Azure Monitor's Activity Log: who changed what in a subscription. */
export function activityLogRoutes(world: World): Route[] {
  return [
    {
      operationId: 'ActivityLogs_List',
      method: 'GET',
      path: '/subscriptions/{subscriptionId}/providers/Microsoft.Insights/eventtypes/management/values',
      apiVersions: ['2015-04-01'],
      action: 'Microsoft.Insights/eventtypes/values/read',
      handle: ({ params, query, origin, path, now }) => {
        const filter = readFilter(query.get('$filter'), now);
        const skip = readSkip(query.get('$skiptoken'));
        const select = query.get('$select');
        const delay = world.latencies.activityLog;
        const events = (world.state.activityLog ?? [])
          .filter(
            entry =>
              same(
                subscriptionIdOf(entry.resourceId) ?? '',
                params.subscriptionId,
              ) &&
              entry.at + delay <= now &&
              matches(entry, filter),
          )
          .reverse()
          .flatMap(entry =>
            renderEvents(entry, {
              tenantId: world.state.directory.tenantId,
              submittedAt: entry.at + delay,
            }),
          );
        const page = events.slice(skip, skip + pageSize);
        const next = new URLSearchParams(query);
        next.set('$skiptoken', String(skip + pageSize));
        return {
          status: 200,
          body: {
            value: page.map(event => selected(event, select)),
            ...(skip + page.length < events.length
              ? { nextLink: `${origin}${path}?${next}` }
              : {}),
          },
        };
      },
    },
  ];
}

import { JsonObject } from '../../http/json';
import { ServiceRequest } from '../../http/Route';
import { armErrors } from '../armErrors';

/**
 * A page of a subscription's resource groups, with the link to the next one
 * when `$top` leaves some out.
 * Source: https://learn.microsoft.com/rest/api/resources/resource-groups/list
 *
 * @param groups - all that the caller may see, in an order that stays
 */
export function groupPage(
  { query, origin, path }: ServiceRequest,
  groups: readonly JsonObject[],
): JsonObject {
  if (query.get('$filter')) {
    // Left out of the answer, it would hide a defect of the client.
    throw armErrors.unsupportedFilter({ filter: query.get('$filter') ?? '' });
  }
  const top = query.get('$top');
  const size = top === null ? groups.length : Number(top);
  if (top !== null && (!Number.isInteger(size) || size < 1)) {
    throw armErrors.invalidTop({ value: top });
  }
  const start = Number(query.get('$skiptoken') ?? 0);
  if (!Number.isInteger(start) || start < 0) {
    throw armErrors.invalidSkipToken({
      value: query.get('$skiptoken') ?? '',
    });
  }
  const end = start + size;
  const next = new URLSearchParams(query);
  next.set('$skiptoken', String(end));
  return {
    value: groups.slice(start, end),
    ...(end < groups.length ? { nextLink: `${origin}${path}?${next}` } : {}),
  };
}

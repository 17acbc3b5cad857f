import { JsonObject } from '../http/json';
import { ServiceRequest } from '../http/Route';
import { vaultErrors } from './vaultErrors';

/** Items of a page when nothing else is asked for, and at most. */
const longestPage = 25;

/**
 * A page of a list, with the link to the next one.
 * Source: https://learn.microsoft.com/rest/api/keyvault/secrets/get-secrets/get-secrets
 *
 * @param items - all of the list, in an order that stays
 */
export function listPage(
  { query, origin, path }: ServiceRequest,
  items: readonly JsonObject[],
): JsonObject {
  const size = Number(query.get('maxresults') ?? longestPage);
  if (!Number.isInteger(size) || size < 1 || size > longestPage) {
    throw vaultErrors.invalidMaxResults({
      value: query.get('maxresults') ?? '',
    });
  }
  const start = Math.max(0, Number(query.get('$skiptoken')) || 0);
  const end = start + size;
  const next = new URLSearchParams(query);
  next.set('$skiptoken', String(end));
  return {
    value: items.slice(start, end),
    nextLink: end < items.length ? `${origin}${path}?${next}` : null,
  };
}

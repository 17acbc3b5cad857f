import { JsonObject, memberOf } from '../http/json';
import { ServiceRequest } from '../http/Route';
import { graphErrors } from './graphErrors';

type Condition = (item: JsonObject) => boolean;

function term(text: string, filter: string): Condition {
  const equal = /^(\w+)\s+eq\s+'((?:[^']|'')*)'$/i.exec(text);
  if (equal) {
    const wanted = equal[2].replace(/''/g, "'").toLowerCase();
    return item =>
      String(memberOf(item, equal[1]) ?? '').toLowerCase() === wanted;
  }
  const prefix = /^startswith\((\w+),\s*'((?:[^']|'')*)'\)$/i.exec(text);
  if (prefix) {
    const wanted = prefix[2].replace(/''/g, "'").toLowerCase();
    return item =>
      String(memberOf(item, prefix[1]) ?? '')
        .toLowerCase()
        .startsWith(wanted);
  }
  const oneOf = /^(\w+)\s+in\s+\((.*)\)$/i.exec(text);
  if (oneOf) {
    const wanted = [...oneOf[2].matchAll(/'((?:[^']|'')*)'/g)].map(match =>
      match[1].toLowerCase(),
    );
    return item =>
      wanted.includes(String(memberOf(item, oneOf[1]) ?? '').toLowerCase());
  }
  const any =
    /^(\w+)\/any\(\s*(\w+)\s*:\s*\2\s+eq\s+'((?:[^']|'')*)'\s*\)$/i.exec(text);
  if (any) {
    return item => {
      const values = memberOf(item, any[1]);
      return Array.isArray(values) && values.includes(any[3]);
    };
  }
  throw graphErrors.unsupportedFilter({ filter });
}

/** Query options that lists understand; Graph's others are refused rather than left out. */
const understood = ['$filter', '$select', '$top', '$skiptoken', 'api-version'];

/**
 * Refuses what a request asks for and its answer would silently leave out:
 * options that are not simulated, and properties that no object of the list has.
 */
function requireUnderstood(
  { query }: ServiceRequest,
  entitySet: string,
  items: readonly JsonObject[],
): void {
  const option = [...query.keys()].find(
    name => name.startsWith('$') && !understood.includes(name),
  );
  if (option) {
    throw graphErrors.unsupportedOption({ option });
  }
  const [item] = items;
  const known = new Set(
    Object.keys(item ?? {}).map(name => name.toLowerCase()),
  );
  const unknown = item
    ? query
        .get('$select')
        ?.split(',')
        .map(name => name.trim())
        .find(name => !known.has(name.toLowerCase()))
    : undefined;
  if (unknown !== undefined) {
    throw graphErrors.unknownSelection({
      property: unknown,
      type: typeOf(entitySet),
    });
  }
}

/** The type of the members of an entity set. */
function typeOf(entitySet: string): string {
  return `microsoft.graph.${entitySet.replace(/^.*\//, '').replace(/s$/, '')}`;
}

/** The `$filter` subset: `eq`, `startswith`, `in`, `any(... eq ...)`, joined by `and` or by `or`. */
export function odataFilter(filter: string | null): Condition {
  if (!filter) {
    return () => true;
  }
  const alternatives = filter
    .split(/\s+or\s+(?=(?:[^']*'[^']*')*[^']*$)/i)
    .map(part =>
      part
        .split(/\s+and\s+(?=(?:[^']*'[^']*')*[^']*$)/i)
        .map(text => term(text.trim(), filter)),
    );
  return item =>
    alternatives.some(conditions => conditions.every(holds => holds(item)));
}

function select(item: JsonObject, fields: string | null): JsonObject {
  if (!fields) {
    return item;
  }
  const wanted = fields.split(',').map(field => field.trim().toLowerCase());
  return Object.fromEntries(
    Object.entries(item).filter(([name]) =>
      wanted.includes(name.toLowerCase()),
    ),
  );
}

/** A single object as Graph answers it, with `$select` applied. */
export function odataEntity(
  request: ServiceRequest,
  entitySet: string,
  item: JsonObject,
): JsonObject {
  requireUnderstood(request, entitySet, [item]);
  return {
    '@odata.context': `https://graph.microsoft.com/v1.0/$metadata#${entitySet}/$entity`,
    ...select(item, request.query.get('$select')),
  };
}

/** A list as Graph answers it: `$filter`, `$select`, `$top` (100 when absent, at most 999), `$skiptoken`. */
export function odataList(
  request: ServiceRequest,
  entitySet: string,
  items: JsonObject[],
): JsonObject {
  requireUnderstood(request, entitySet, items);
  const found = items.filter(odataFilter(request.query.get('$filter')));
  const top = Number(request.query.get('$top') ?? '100');
  if (!Number.isInteger(top) || top < 1 || top > 999) {
    throw graphErrors.invalidPageSize({
      top: request.query.get('$top') ?? '',
    });
  }
  const start = Number(request.query.get('$skiptoken') ?? '0');
  if (!Number.isInteger(start) || start < 0) {
    throw graphErrors.invalidPageToken();
  }
  const end = start + top;
  const next = new URLSearchParams(request.query);
  next.set('$skiptoken', String(end));
  return {
    '@odata.context': `https://graph.microsoft.com/v1.0/$metadata#${entitySet}`,
    ...(end < found.length
      ? {
          '@odata.nextLink': `${request.origin}${
            request.path
          }?${next.toString()}`,
        }
      : {}),
    value: found
      .slice(start, end)
      .map(item => select(item, request.query.get('$select'))),
  };
}

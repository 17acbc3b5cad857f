import {
  ForwarderSort,
  forwarderSorts,
  Health,
  healths,
} from 'backstage-plugin-siem-forwarder-common';

/** Parameters with one free value. */
const texts = [
  'owner',
  'siem',
  'region',
  'subscription',
  'search',
  'cursor',
] as const;

/** What a user has narrowed the fleet to; lives in the URL, so that a view can be sent to others. */
export interface FleetFilters {
  health: Health[];
  owner?: string;
  siem?: string;
  search?: string;
  /** The region of the workspace. */
  region?: string;
  /** The subscription of the workspace. */
  subscription?: string;
  /** Only forwarders that lose rows now. */
  losing?: true;
  sort?: ForwarderSort;
  order?: 'asc' | 'desc';
  /** Of the page that is shown; the first when absent. */
  cursor?: string;
}

/** Reads filters from a URL's parameters; what they cannot mean is left out. */
export function readFleetFilters(parameters: URLSearchParams): FleetFilters {
  const chosen = new Set(parameters.getAll('health'));
  const sort = parameters.get('sort');
  return {
    health: healths.filter(health => chosen.has(health)),
    ...Object.fromEntries(
      texts.flatMap(name => {
        const value = parameters.get(name);
        return value ? [[name, value]] : [];
      }),
    ),
    ...(parameters.get('losing') === 'true' ? { losing: true as const } : {}),
    ...definedSort(forwarderSorts.find(known => known === sort)),
    ...(parameters.get('order') === 'desc' ? { order: 'desc' as const } : {}),
  };
}

/** Writes filters as a URL's parameters; keeps the ones that are not ours. */
export function writeFleetFilters(
  filters: FleetFilters,
  parameters: URLSearchParams,
): URLSearchParams {
  const result = new URLSearchParams(parameters);
  const single = [...texts, 'losing', 'sort', 'order'] as const;
  for (const name of ['health', ...single]) {
    result.delete(name);
  }
  filters.health.forEach(health => result.append('health', health));
  for (const name of single) {
    const value = filters[name];
    if (value) {
      result.set(name, String(value));
    }
  }
  return result;
}

function definedSort(sort: ForwarderSort | undefined) {
  return sort ? { sort } : {};
}

/** Whether anything is narrowed. */
export function hasFleetFilters(filters: FleetFilters): boolean {
  return Boolean(
    filters.health.length ||
      filters.owner ||
      filters.siem ||
      filters.region ||
      filters.subscription ||
      filters.losing ||
      filters.search,
  );
}

import { Health, healths } from 'backstage-plugin-siem-forwarder-common';

/** What a user has narrowed the fleet to; lives in the URL, so that a view can be sent to others. */
export interface FleetFilters {
  health: Health[];
  owner?: string;
  siem?: string;
  search?: string;
  /** Rows before the page that is shown. */
  offset: number;
}

/** Reads filters from a URL's parameters; what they cannot mean is left out. */
export function readFleetFilters(parameters: URLSearchParams): FleetFilters {
  const chosen = new Set(parameters.getAll('health'));
  const offset = Number(parameters.get('offset'));
  return {
    health: healths.filter(health => chosen.has(health)),
    owner: parameters.get('owner') || undefined,
    siem: parameters.get('siem') || undefined,
    search: parameters.get('search') || undefined,
    offset: Number.isInteger(offset) && offset > 0 ? offset : 0,
  };
}

/** Writes filters as a URL's parameters; keeps the ones that are not ours. */
export function writeFleetFilters(
  filters: FleetFilters,
  parameters: URLSearchParams,
): URLSearchParams {
  const result = new URLSearchParams(parameters);
  for (const name of ['health', 'owner', 'siem', 'search', 'offset']) {
    result.delete(name);
  }
  filters.health.forEach(health => result.append('health', health));
  if (filters.owner) {
    result.set('owner', filters.owner);
  }
  if (filters.siem) {
    result.set('siem', filters.siem);
  }
  if (filters.search) {
    result.set('search', filters.search);
  }
  if (filters.offset > 0) {
    result.set('offset', String(filters.offset));
  }
  return result;
}

/** Whether anything is narrowed. */
export function hasFleetFilters(filters: FleetFilters): boolean {
  return Boolean(
    filters.health.length || filters.owner || filters.siem || filters.search,
  );
}

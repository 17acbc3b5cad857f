import { metricsErrors } from './metricsErrors';

/** What a filter says of one dimension: some values, or every value. */
export interface DimensionFilter {
  dimension: string;
  /** Lower-cased values; undefined means every value (`*`). */
  values: string[] | undefined;
}

/** Parses `EntityName eq 'a' or EntityName eq 'b' and Other eq '*'`. */
export function parseMetricFilter(filter: string | null): DimensionFilter[] {
  if (!filter) {
    return [];
  }
  const filters: DimensionFilter[] = [];
  for (const part of filter.split(/\s+(?:and|or)\s+/i)) {
    const match = /^\(*\s*(\w+)\s+eq\s+'([^']*)'\s*\)*$/i.exec(part.trim());
    if (!match) {
      throw metricsErrors.invalidFilter({ filter });
    }
    const [, dimension, value] = match;
    const existing = filters.find(
      candidate =>
        candidate.dimension.toLowerCase() === dimension.toLowerCase(),
    );
    const values = value === '*' ? undefined : [value.toLowerCase()];
    if (!existing) {
      filters.push({ dimension, values });
    } else if (existing.values && values) {
      existing.values.push(...values);
    } else {
      existing.values = undefined;
    }
  }
  return filters;
}

import { Series } from '../collect/Series';

/** True for a {@link Series} among the values of facts. */
export function isSeries(value: object): value is Series {
  return (
    'from' in value &&
    'minutes' in value &&
    'counts' in value &&
    Array.isArray(value.counts)
  );
}

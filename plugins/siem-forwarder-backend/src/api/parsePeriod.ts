import { InputError } from '@backstage/errors';
import { parseInstant } from './parseInstant';

/** The ends of a period as the database stores times; what is absent is open. */
export interface Period {
  from?: string;
  to?: string;
}

/**
 * Reads the period of a request.
 *
 * @throws InputError for what is no time, and for a period that ends before it
 *   begins
 */
export function parsePeriod(query: Period): Period {
  const from = parseInstant('from', query.from);
  const to = parseInstant('to', query.to);
  if (from && to && from > to) {
    throw new InputError(
      `from: '${query.from}' is after '${query.to}'; a period must end after it begins`,
    );
  }
  return { from, to };
}

import { InputError } from '@backstage/errors';
import {
  ForwarderSort,
  forwarderSorts,
} from 'backstage-plugin-siem-forwarder-common';
import { z } from 'zod';
import { FleetKey } from '../fleet';
import { orderColumns } from '../fleet/fleetSql';

/** A place in a list of forwarders, between two requests. */
export interface FleetCursor {
  sort: ForwarderSort;
  descending: boolean;
  /** Exactly one of them: the row that the next page follows, or the one before which the previous page ends. */
  after?: FleetKey;
  before?: FleetKey;
  /** How many rows come before the page, as far as the way to it tells. */
  offset: number;
}

/** Longest cursor in characters: three texts of 512 characters each, with room to spare. */
const LONGEST = 16_384;

/** PostgreSQL has no texts with this character. */
const NUL = '\0';

const key = z.array(z.union([z.string(), z.number()]));
const schema = z
  .object({
    sort: z.enum(forwarderSorts),
    descending: z.boolean(),
    after: key.optional(),
    before: key.optional(),
    offset: z.number().int().min(0),
  })
  .strict()
  .refine(
    ({ after, before }) => (after === undefined) !== (before === undefined),
  )
  .refine(({ sort, after, before }) => isKeyOf(sort, after ?? before ?? []));

/** Whether the values are of the columns that the order goes by. */
function isKeyOf(sort: ForwarderSort, values: FleetKey): boolean {
  const columns = orderColumns(sort);
  return (
    values.length === columns.length &&
    columns.every((column, index) => {
      const value = values[index];
      return column === 'health_rank'
        ? Number.isSafeInteger(value) && Math.abs(Number(value)) <= 1_000
        : typeof value === 'string' && !value.includes(NUL);
    })
  );
}

/** As clients carry it: they send it back and read nothing from it. */
export function encodeFleetCursor(cursor: FleetCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/**
 * Reads a cursor. It grants nothing: rows are narrowed to what the caller may
 * read before its place counts.
 *
 * @throws InputError for what this API never gave
 */
export function decodeFleetCursor(text: string): FleetCursor {
  try {
    if (text.length > LONGEST) {
      throw new RangeError(`longer than ${LONGEST} characters`);
    }
    return schema.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString('utf8')),
    );
  } catch (error) {
    throw new InputError(
      `cursor: '${text.slice(
        0,
        100,
      )}' was not given by this API; leave it out to begin at the first page`,
      error,
    );
  }
}

import { InputError } from '@backstage/errors';
import {
  ForwarderSort,
  forwarderSorts,
} from 'backstage-plugin-siem-forwarder-common';
import { z } from 'zod';
import { FleetKey } from '../fleet';

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

const key = z
  .array(z.union([z.string(), z.number()]))
  .min(2)
  .max(3);
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
  );

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
    return schema.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString('utf8')),
    );
  } catch (error) {
    throw new InputError(
      `cursor: '${text}' was not given by this API; leave it out to begin at the first page`,
      error,
    );
  }
}

import { InputError } from '@backstage/errors';
import {
  AuditEntry,
  AuditPage,
  AuditQuery,
  auditKinds,
  Transition,
  TransitionPage,
} from 'backstage-plugin-siem-forwarder-common';
import { z } from 'zod';
import { AuditFilter, AuditLog, AuditPlace, Ownership } from '../audit';
import { ForwarderReader } from './ForwarderReader';
import { parsePeriod } from './parsePeriod';
import { Reader } from './ReadAccess';

/** Lines that are read at once for an export. */
const EXPORT_PAGE = 500;

/** PostgreSQL has no texts with NUL. */
const plainText = z.string().regex(/^[^\0]*$/);

const placeSchema = z
  .object({
    at: plainText.max(64),
    kind: z.enum(auditKinds),
    key: plainText.max(128),
  })
  .strict();

/** Answers what callers may see of transitions and operations. */
export class AuditReader {
  readonly #log: AuditLog;
  readonly #forwarders: ForwarderReader;

  private constructor(options: { log: AuditLog; reader: ForwarderReader }) {
    this.#log = options.log;
    this.#forwarders = options.reader;
  }

  static create(options: {
    log: AuditLog;
    reader: ForwarderReader;
  }): AuditReader {
    return new AuditReader(options);
  }

  /** A page of the time line of all forwarders that the reader may see. */
  async list(
    query: AuditQuery & { limit: number },
    reader: Reader,
  ): Promise<AuditPage> {
    const filter = await this.#forwarders.visible(filterOf(query), reader);
    return this.#page(filter, query);
  }

  /** The whole time line, newest first, read as it is taken. */
  async *all(query: AuditQuery, reader: Reader): AsyncGenerator<AuditEntry> {
    const filter = await this.#forwarders.visible(filterOf(query), reader);
    let after: AuditPlace | undefined;
    for (;;) {
      const lines = await this.#log.list(filter, { limit: EXPORT_PAGE, after });
      for (const { entry } of lines) {
        yield entry;
      }
      if (lines.length < EXPORT_PAGE) {
        return;
      }
      after = lines[lines.length - 1].place;
    }
  }

  /**
   * A page of one forwarder's changes of health, newest first.
   *
   * @throws NotFoundError when the reader may not see it, or it is none
   */
  async transitions(
    entityRef: string,
    page: { limit: number; cursor?: string },
    reader: Reader,
  ): Promise<TransitionPage> {
    const { refusal, owner, definition } = await this.#forwarders.require(
      entityRef,
      reader,
    );
    // Old headlines name resources: they are hidden with what they tell of.
    if (refusal !== undefined) {
      return { items: [] };
    }
    const { items, ...more } = await this.#page(
      { kind: 'transition', forwarder: entityRef },
      page,
      new Map([[entityRef, { owner, definition }]]),
    );
    return { items: items.flatMap(toTransition), ...more };
  }

  async #page(
    filter: AuditFilter,
    { limit, cursor }: { limit: number; cursor?: string },
    present?: ReadonlyMap<string, Ownership>,
  ): Promise<AuditPage> {
    const lines = await this.#log.list(filter, {
      // One more tells whether there is another page.
      limit: limit + 1,
      after: cursor === undefined ? undefined : decodePlace(cursor),
      present,
    });
    const shown = lines.slice(0, limit);
    return {
      items: shown.map(({ entry }) => entry),
      ...(lines.length > limit
        ? { nextCursor: encodePlace(shown[shown.length - 1].place) }
        : {}),
    };
  }
}

function toTransition(entry: AuditEntry): Transition[] {
  if (entry.kind !== 'transition') {
    return [];
  }
  const { id, entityRef, at, from, to, why, reasons, resources, cause } = entry;
  return [
    {
      id: id.slice('transition:'.length),
      entityRef,
      at,
      ...(from ? { from } : {}),
      to,
      reason: why ?? '',
      reasons,
      ...(resources.length > 0
        ? { resources: resources.map(({ name }) => name) }
        : {}),
      ...(cause ? { cause } : {}),
    },
  ];
}

function filterOf({ from, to, kind, owner, forwarder }: AuditQuery) {
  return {
    ...parsePeriod({ from, to }),
    kind,
    owner: owner?.toLocaleLowerCase('en-US'),
    forwarder: forwarder?.toLocaleLowerCase('en-US'),
  };
}

function encodePlace(place: AuditPlace): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** Grants nothing: lines are narrowed to what the caller may read before its place counts. */
function decodePlace(text: string): AuditPlace {
  try {
    return placeSchema.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString('utf8')),
    );
  } catch (error) {
    throw new InputError(
      `cursor: '${text}' was not given by this API; leave it out to begin at the first page`,
      error,
    );
  }
}

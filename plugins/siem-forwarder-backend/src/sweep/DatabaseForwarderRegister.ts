import { createHash } from 'node:crypto';
import { Knex } from 'knex';
import { Forwarder } from '../collect/Forwarder';
import { sourceKey } from '../collect/Source';
import {
  ForwarderRegister,
  PlacedForwarder,
  RegisteredForwarder,
} from './ForwarderRegister';

/** Rows of one statement. */
const CHUNK = 200;

/** A row of `forwarder_descriptions`. */
interface DescriptionRow {
  entity_ref: string;
  definition: string;
  digest: string;
  entity: string;
}

/** A row of `forwarder_sources`. */
interface SourceRow {
  source_key: string;
  entity_ref: string;
  place: string;
}

/** {@link ForwarderRegister} in the plugin's database (PostgreSQL or SQLite). */
export class DatabaseForwarderRegister implements ForwarderRegister {
  readonly #db: Knex;

  private constructor(db: Knex) {
    this.#db = db;
  }

  /** @param options - `db`: a client whose migrations have been applied */
  static create(options: { db: Knex }): DatabaseForwarderRegister {
    return new DatabaseForwarderRegister(options.db);
  }

  async refs(): Promise<string[]> {
    return this.#db('forwarder_descriptions').pluck('entity_ref');
  }

  async putAll(registered: RegisteredForwarder[]): Promise<void> {
    for (const chunk of chunked(registered)) {
      await this.#describe(chunk);
      await this.assign(chunk);
    }
  }

  async put(registered: RegisteredForwarder): Promise<void> {
    await this.#describe([registered]);
    await this.assign([registered]);
  }

  async remove(entityRefs: string[]): Promise<void> {
    for (const gone of chunked(entityRefs)) {
      await this.#remove(gone);
    }
  }

  async assign(registered: RegisteredForwarder[]): Promise<void> {
    const refs = registered.map(({ forwarder }) => forwarder.entityRef);
    const stored: SourceRow[] = await this.#db<SourceRow>(
      'forwarder_sources',
    ).whereIn('entity_ref', refs);
    const known = new Map(stored.map(row => [keyOf(row), row.place]));
    const wanted = registered.flatMap(rowsOf);
    const wantedKeys = new Set(wanted.map(keyOf));
    const written = wanted.filter(row => known.get(keyOf(row)) !== row.place);
    const gone = stored.filter(row => !wantedKeys.has(keyOf(row)));
    if (written.length === 0 && gone.length === 0) {
      return;
    }
    await this.#db.transaction(async tx => {
      // In one order, as every other sweep that places the same forwarders.
      for (const { source_key, entity_ref } of gone.sort(byKey)) {
        await tx<SourceRow>('forwarder_sources')
          .where({ source_key, entity_ref })
          .delete();
      }
      for (const rows of chunked(written.sort(byKey))) {
        await tx<SourceRow>('forwarder_sources')
          .insert(rows)
          .onConflict(['source_key', 'entity_ref'])
          .merge();
      }
    });
  }

  async page(
    key: string,
    { after, limit }: { after?: string; limit: number },
  ): Promise<PlacedForwarder[]> {
    const query = this.#db<SourceRow>('forwarder_sources')
      .join<DescriptionRow>(
        'forwarder_descriptions',
        'forwarder_descriptions.entity_ref',
        'forwarder_sources.entity_ref',
      )
      .where('forwarder_sources.source_key', key)
      .orderBy('forwarder_sources.place')
      .limit(limit)
      .select('forwarder_sources.place', 'forwarder_descriptions.entity');
    if (after !== undefined) {
      query.andWhere('forwarder_sources.place', '>', after);
    }
    const rows: Pick<SourceRow & DescriptionRow, 'place' | 'entity'>[] =
      await query;
    return rows.flatMap(({ place, entity }) => {
      const forwarder = Forwarder.fromEntity(JSON.parse(entity));
      return forwarder ? [{ forwarder, place }] : [];
    });
  }

  async #describe(registered: RegisteredForwarder[]): Promise<void> {
    const rows = registered.map(({ forwarder }) => descriptionRow(forwarder));
    const stored: Pick<DescriptionRow, 'entity_ref' | 'digest'>[] =
      await this.#db<DescriptionRow>('forwarder_descriptions')
        .whereIn(
          'entity_ref',
          rows.map(row => row.entity_ref),
        )
        .select('entity_ref', 'digest');
    const known = new Map(stored.map(row => [row.entity_ref, row.digest]));
    const changed = rows.filter(
      row => known.get(row.entity_ref) !== row.digest,
    );
    if (changed.length > 0) {
      await this.#db<DescriptionRow>('forwarder_descriptions')
        .insert(changed)
        .onConflict('entity_ref')
        .merge();
    }
  }

  async #remove(entityRefs: string[]): Promise<void> {
    await this.#db.transaction(async tx => {
      await tx('forwarder_sources').whereIn('entity_ref', entityRefs).delete();
      await tx('forwarder_descriptions')
        .whereIn('entity_ref', entityRefs)
        .delete();
    });
  }
}

function descriptionRow(forwarder: Forwarder): DescriptionRow {
  const entity = JSON.stringify(forwarder.entity);
  return {
    entity_ref: forwarder.entityRef,
    definition: forwarder.definition,
    digest: createHash('sha256').update(entity).digest('hex'),
    entity,
  };
}

/** Neighbours lie in one region and workspace, so that a part of a sweep fills its batches. */
function rowsOf({
  forwarder,
  sources,
  region,
}: RegisteredForwarder): SourceRow[] {
  const { entityRef, workspace } = forwarder;
  const place = [region ?? '', workspace?.key ?? '', entityRef].join(' ');
  return sources.map(source => ({
    source_key: sourceKey(source),
    entity_ref: entityRef,
    place,
  }));
}

function keyOf({
  source_key,
  entity_ref,
}: Pick<SourceRow, 'source_key' | 'entity_ref'>): string {
  return `${source_key} ${entity_ref}`;
}

function byKey(a: SourceRow, b: SourceRow): number {
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

function chunked<T>(items: T[]): T[][] {
  const chunks: T[][] = [];
  for (let i = 0; i < items.length; i += CHUNK) {
    chunks.push(items.slice(i, i + CHUNK));
  }
  return chunks;
}

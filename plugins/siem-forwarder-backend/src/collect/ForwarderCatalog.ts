import {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EXPORT_RULE_ANNOTATION } from 'backstage-plugin-siem-forwarder-common';
import { Forwarder } from './Forwarder';

/** Entities in one answer of the catalog. */
const PAGE_SIZE = 500;

/** Names in one answer; they are small. */
const NAMES_PAGE_SIZE = 5_000;

/** The parts of an entity that its entity ref is made of. */
const NAME_FIELDS = ['kind', 'metadata.name', 'metadata.namespace'];

/** The parts of an entity that {@link Forwarder.fromEntity} reads. */
const FIELDS = [
  'kind',
  'apiVersion',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.annotations',
  'spec.owner',
  'relations',
];

/**
 * The one list of forwarders: all entities of the catalog that carry the
 * annotation of an export rule.
 */
export class ForwarderCatalog {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  private constructor(options: { catalog: CatalogService; auth: AuthService }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  static create(options: {
    catalog: CatalogService;
    auth: AuthService;
  }): ForwarderCatalog {
    return new ForwarderCatalog(options);
  }

  /**
   * Forwarders that somebody may read; all, for the plugin's own credentials.
   * Throws when any page cannot be read: a part is never taken for the whole.
   */
  async list(credentials?: BackstageCredentials): Promise<Forwarder[]> {
    const forwarders = new Map<string, Forwarder>();
    const pages = this.#pages(credentials ?? (await this.#own()), {
      fields: FIELDS,
      limit: PAGE_SIZE,
    });
    for await (const page of pages) {
      for (const entity of page) {
        add(forwarders, entity);
      }
    }
    return [...forwarders.values()];
  }

  /** Entity refs of the forwarders that somebody may read. */
  async refs(credentials: BackstageCredentials): Promise<string[]> {
    const refs = new Set<string>();
    const pages = this.#pages(credentials, {
      fields: NAME_FIELDS,
      limit: NAMES_PAGE_SIZE,
    });
    for await (const page of pages) {
      for (const entity of page) {
        refs.add(stringifyEntityRef(entity));
      }
    }
    return [...refs];
  }

  /**
   * One forwarder; undefined when the entity does not exist, is no forwarder
   * or may not be read.
   */
  async get(
    entityRef: string,
    credentials?: BackstageCredentials,
  ): Promise<Forwarder | undefined> {
    const entity = await this.#catalog.getEntityByRef(entityRef, {
      credentials: credentials ?? (await this.#own()),
    });
    return entity && Forwarder.fromEntity(entity);
  }

  async *#pages(
    credentials: BackstageCredentials,
    { fields, limit }: { fields: string[]; limit: number },
  ): AsyncGenerator<Entity[]> {
    let cursor: string | undefined;
    do {
      const page = await this.#catalog.queryEntities(
        cursor
          ? { cursor, limit, fields }
          : {
              query: {
                [`metadata.annotations.${EXPORT_RULE_ANNOTATION}`]: {
                  $exists: true,
                },
              },
              fields,
              limit,
              // To count costs as much as to read, and nobody looks at it.
              totalItems: 'exclude',
            },
        { credentials },
      );
      yield page.items;
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
  }

  #own(): Promise<BackstageCredentials> {
    return this.#auth.getOwnServiceCredentials();
  }
}

function add(forwarders: Map<string, Forwarder>, entity: Entity): void {
  const forwarder = Forwarder.fromEntity(entity);
  if (forwarder) {
    forwarders.set(forwarder.entityRef, forwarder);
  }
}

import {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EXPORT_RULE_ANNOTATION } from 'backstage-plugin-siem-forwarder-common';
import { Forwarder } from './Forwarder';

/** Entities in one answer of the catalog. */
const PAGE_SIZE = 500;

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
    let cursor: string | undefined;
    const as = { credentials: credentials ?? (await this.#own()) };
    do {
      const page = await this.#catalog.queryEntities(
        cursor
          ? { cursor, limit: PAGE_SIZE, fields: FIELDS }
          : {
              query: {
                [`metadata.annotations.${EXPORT_RULE_ANNOTATION}`]: {
                  $exists: true,
                },
              },
              fields: FIELDS,
              limit: PAGE_SIZE,
            },
        as,
      );
      for (const entity of page.items) {
        add(forwarders, entity);
      }
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    return [...forwarders.values()];
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

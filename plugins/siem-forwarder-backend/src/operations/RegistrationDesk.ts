import { AuthService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import {
  EXPORT_RULE_ANNOTATION,
  APPLICATION_ID_ANNOTATION,
} from 'backstage-plugin-siem-forwarder-common';
import { OperationStore, Registration } from './OperationStore';
import { REGISTERED_TOPIC } from './registeredTopic';

/** Where a finished forwarder is registered, and seen to appear. */
export interface RegistrationDesk {
  get(entityRef: string): Promise<Registration | undefined>;
  /** Stores it, and tells the catalog. */
  put(registration: Registration): Promise<void>;
  /** Takes it away, and tells the catalog. */
  remove(entityRef: string): Promise<void>;
  /** The entity that the catalog has under a name, whoever made it. */
  findEntity(entityRef: string): Promise<Entity | undefined>;
}

/** {@link RegistrationDesk} over the store, the catalog and events. */
export class CatalogRegistrationDesk implements RegistrationDesk {
  readonly #store: OperationStore;
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #events: EventsService;

  private constructor(
    store: OperationStore,
    catalog: CatalogService,
    auth: AuthService,
    events: EventsService,
  ) {
    this.#store = store;
    this.#catalog = catalog;
    this.#auth = auth;
    this.#events = events;
  }

  static create(options: {
    store: OperationStore;
    catalog: CatalogService;
    auth: AuthService;
    events: EventsService;
  }): CatalogRegistrationDesk {
    return new CatalogRegistrationDesk(
      options.store,
      options.catalog,
      options.auth,
      options.events,
    );
  }

  async get(entityRef: string): Promise<Registration | undefined> {
    return this.#store.getRegistration(entityRef);
  }

  async put(registration: Registration): Promise<void> {
    await this.#store.putRegistration(registration);
    await this.#tell(registration.entityRef);
  }

  async remove(entityRef: string): Promise<void> {
    await this.#store.deleteRegistration(entityRef);
    await this.#tell(entityRef);
  }

  #tell(entityRef: string): Promise<void> {
    return this.#events.publish({
      topic: REGISTERED_TOPIC,
      eventPayload: { entityRef },
    });
  }

  async findEntity(entityRef: string): Promise<Entity | undefined> {
    return this.#catalog.getEntityByRef(entityRef, {
      credentials: await this.#auth.getOwnServiceCredentials(),
    });
  }
}

/** Whether the catalog serves an entity as it was registered. */
export function serves(found: Entity | undefined, registered: Entity): boolean {
  const annotations = found?.metadata.annotations;
  return [EXPORT_RULE_ANNOTATION, APPLICATION_ID_ANNOTATION].every(
    name =>
      annotations?.[name] !== undefined &&
      annotations[name] === registered.metadata.annotations?.[name],
  );
}

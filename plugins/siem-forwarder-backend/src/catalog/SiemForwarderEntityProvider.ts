import {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
} from '@backstage/catalog-model';
import {
  ResponseError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';

const PLUGIN_ID = 'siem-forwarder';
/** Where the entities come from, as the catalog shows it. */
const LOCATION = 'siem-forwarder:registrations';

/** What {@link SiemForwarderEntityProvider} works with. */
export interface SiemForwarderEntityProviderOptions {
  auth: AuthService;
  discovery: DiscoveryService;
  logger: LoggerService;
}

/**
 * Emits the entities of the forwarders that the portal made. The catalog is
 * left as it is unless the whole list was read.
 */
export class SiemForwarderEntityProvider implements EntityProvider {
  readonly #options: SiemForwarderEntityProviderOptions;
  #connection: EntityProviderConnection | undefined;

  private constructor(options: SiemForwarderEntityProviderOptions) {
    this.#options = options;
  }

  static create(
    options: SiemForwarderEntityProviderOptions,
  ): SiemForwarderEntityProvider {
    return new SiemForwarderEntityProvider(options);
  }

  getProviderName(): string {
    return 'siem-forwarder';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
  }

  /** Reads the registrations and replaces what the catalog has of them. */
  async refresh(signal?: AbortSignal): Promise<void> {
    const connection = this.#connection;
    if (!connection) {
      return;
    }
    let entities: Entity[];
    try {
      entities = await this.#read(signal);
    } catch (error) {
      this.#options.logger.warn(
        `The forwarders of the portal could not be read, so the catalog keeps those that it has: ${
          toError(error).message
        }`,
      );
      return;
    }
    await connection.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({
        entity: located(entity),
        locationKey: LOCATION,
      })),
    });
  }

  async #read(signal: AbortSignal | undefined): Promise<Entity[]> {
    const { auth, discovery } = this.#options;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: PLUGIN_ID,
    });
    const response = await fetch(
      `${await discovery.getBaseUrl(PLUGIN_ID)}/v1/registrations`,
      { headers: { Authorization: `Bearer ${token}` }, signal },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const { items } = await response.json();
    if (!Array.isArray(items)) {
      throw new ServiceUnavailableError('The answer holds no list');
    }
    return items;
  }
}

function located(entity: Entity): Entity {
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...entity.metadata.annotations,
        [ANNOTATION_LOCATION]: LOCATION,
        [ANNOTATION_ORIGIN_LOCATION]: LOCATION,
      },
    },
  };
}

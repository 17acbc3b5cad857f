import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
} from '@backstage/catalog-model';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';

const LOCATION = 'siem-forwarder:templates';

/** Emits the software templates that come with the plugin. */
export class SiemForwarderTemplateProvider implements EntityProvider {
  readonly #read: () => Promise<Entity[]>;

  private constructor(read: () => Promise<Entity[]>) {
    this.#read = read;
  }

  /** @param options - `read`: gives the templates */
  static create(options: {
    read: () => Promise<Entity[]>;
  }): SiemForwarderTemplateProvider {
    return new SiemForwarderTemplateProvider(options.read);
  }

  getProviderName(): string {
    return 'siem-forwarder-templates';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    const templates = await this.#read();
    await connection.applyMutation({
      type: 'full',
      entities: templates.map(template => ({
        entity: {
          ...template,
          metadata: {
            ...template.metadata,
            annotations: {
              ...template.metadata.annotations,
              [ANNOTATION_LOCATION]: LOCATION,
              [ANNOTATION_ORIGIN_LOCATION]: LOCATION,
            },
          },
        },
        locationKey: LOCATION,
      })),
    });
  }
}

import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { REGISTERED_TOPIC } from '../operations/registeredTopic';
import { readTemplates } from './readTemplates';
import { SiemForwarderEntityProvider } from './SiemForwarderEntityProvider';
import { SiemForwarderTemplateProvider } from './SiemForwarderTemplateProvider';

/**
 * Adds the forwarders that the portal made, and the plugin's templates, to the
 * catalog.
 *
 * @public
 */
export const catalogModuleSiemForwarder = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'siem-forwarder',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({
        auth,
        catalog,
        config,
        discovery,
        events,
        logger,
        scheduler,
      }) {
        const provider = SiemForwarderEntityProvider.create({
          auth,
          discovery,
          logger,
        });
        catalog.addEntityProvider(provider);
        if (config.getOptionalBoolean('siemForwarder.templates') ?? true) {
          catalog.addEntityProvider(
            SiemForwarderTemplateProvider.create({ read: readTemplates }),
          );
        }
        await events.subscribe({
          id: 'siem-forwarder',
          topics: [REGISTERED_TOPIC],
          onEvent: () => provider.refresh(),
        });
        await scheduler.scheduleTask({
          id: 'siem-forwarder-registrations',
          frequency: { seconds: 30 },
          timeout: { seconds: 20 },
          // The plugin itself starts beside the catalog.
          initialDelay: { seconds: 3 },
          fn: signal => provider.refresh(signal),
        });
      },
    });
  },
});

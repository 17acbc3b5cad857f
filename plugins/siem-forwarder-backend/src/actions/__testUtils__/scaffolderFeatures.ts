import {
  coreServices,
  createBackendFeatureLoader,
  createBackendModule,
  createServiceFactory,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import catalogScaffolderEntityModel from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import siemForwarder from '../..';

/** Acts for the plants in Austin and Osaka. */
export const MEMBER = 'user:default/guest';
/** Acts for nobody that owns anything here. */
export const STRANGER = 'user:default/stranger';

/** Services of the plugin that a test looks at. */
export interface PluginServices {
  db: Knex;
  scheduler: SchedulerService;
}

/**
 * A backend with the plugin, the real catalog and the real scaffolder; also
 * for processes without a test runner.
 *
 * @param data - the root configuration
 * @param services - filled when the backend has started
 */
export function scaffolderFeatures(
  data: JsonObject,
  services: Partial<PluginServices> = {},
) {
  const events = mockServices.events();
  return [
    catalogPlugin,
    catalogScaffolderEntityModel,
    scaffolderPlugin,
    siemForwarder,
    // Of a loader, as the plugin is: a test backend would make a plugin of
    // that name for a module that stands alone.
    createBackendFeatureLoader({
      *loader() {
        yield serviceReader(services);
      },
    }),
    // The test backend's own gives each plugin a bus of its own.
    createServiceFactory({
      service: eventsServiceRef,
      deps: {},
      factory: () => events,
    }),
    mockServices.rootConfig.factory({
      data: { app: { baseUrl: 'http://localhost:3000' }, ...data },
    }),
    createServiceFactory({
      service: coreServices.userInfo,
      deps: {},
      factory: () => ({
        getUserInfo: async ({ principal }) => {
          const { userEntityRef } = principal as { userEntityRef: string };
          const groups =
            userEntityRef === MEMBER
              ? ['group:default/plant-austin', 'group:default/plant-osaka']
              : ['group:default/others'];
          return {
            userEntityRef,
            ownershipEntityRefs: [userEntityRef, ...groups],
          };
        },
      }),
    }),
  ];
}

/** Keeps services of the plugin for a test. */
function serviceReader(services: Partial<PluginServices>) {
  return createBackendModule({
    pluginId: 'siem-forwarder',
    moduleId: 'test-services',
    register: env =>
      env.registerInit({
        deps: {
          database: coreServices.database,
          scheduler: coreServices.scheduler,
        },
        async init({ database, scheduler }) {
          services.db = await database.getClient();
          services.scheduler = scheduler;
        },
      }),
  });
}

import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { SiemForwarderClient, siemForwarderApiRef } from '../api';
import {
  detailsRouteRef,
  entityContentRouteRef,
  rootRouteRef,
  taskRouteRef,
} from '../routes';

/**
 * The plugin for the old frontend system.
 *
 * @public
 */
export const siemForwarderPlugin = createPlugin({
  id: 'siem-forwarder',
  apis: [
    createApiFactory({
      api: siemForwarderApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new SiemForwarderClient(deps),
    }),
  ],
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
  externalRoutes: { details: detailsRouteRef, task: taskRouteRef },
});

/**
 * The fleet page of the old frontend system.
 *
 * @public
 */
export const SiemForwarderPage = siemForwarderPlugin.provide(
  createRoutableExtension({
    name: 'SiemForwarderPage',
    component: () => import('../fleet').then(m => m.LegacyFleetPage),
    mountPoint: rootRouteRef,
  }),
);

/**
 * The card of the old frontend system, for an `EntitySwitch.Case` with
 * `isSiemForwarderAvailable`.
 *
 * @public
 */
export const EntitySiemForwarderCard = siemForwarderPlugin.provide(
  createComponentExtension({
    name: 'EntitySiemForwarderCard',
    component: { lazy: () => import('../card').then(m => m.SiemForwarderCard) },
  }),
);

/**
 * The tab of the old frontend system, for an `EntityLayout.Route` with
 * `isSiemForwarderAvailable`.
 *
 * @public
 */
export const EntitySiemForwarderContent = siemForwarderPlugin.provide(
  createRoutableExtension({
    name: 'EntitySiemForwarderContent',
    component: () => import('../details').then(m => m.SiemForwarderContent),
    mountPoint: entityContentRouteRef,
  }),
);

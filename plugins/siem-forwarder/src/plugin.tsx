import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiRouteLine } from '@remixicon/react';
import {
  auditTab,
  fleetPage,
  formFields,
  forwarderApi,
  forwardersTab,
  forwardingContent,
  healthCard,
} from './extensions';
import {
  detailsRouteRef,
  entityContentRouteRef,
  rootRouteRef,
  taskRouteRef,
} from './routes';

/**
 * The plugin for the new frontend system: fleet page, card and tab on the
 * entity pages of forwarders, and the fields of the template's form.
 *
 * @public
 */
export const siemForwarderFrontendPlugin = createFrontendPlugin({
  pluginId: 'siem-forwarder',
  title: 'SIEM forwarders',
  icon: <RiRouteLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
  externalRoutes: { details: detailsRouteRef, task: taskRouteRef },
  extensions: [
    forwarderApi,
    fleetPage,
    forwardersTab,
    auditTab,
    healthCard,
    forwardingContent,
    ...formFields,
  ],
});

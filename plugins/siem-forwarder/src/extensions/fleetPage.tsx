import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { RiRouteLine } from '@remixicon/react';
import { rootRouteRef } from '../routes';

/** All forwarders in one table. */
export const fleetPage = PageBlueprint.make({
  params: {
    path: '/siem-forwarder',
    title: 'SIEM forwarders',
    icon: <RiRouteLine />,
    routeRef: rootRouteRef,
    loader: () =>
      import('../fleet').then(({ NfsFleetPage }) => <NfsFleetPage />),
  },
});

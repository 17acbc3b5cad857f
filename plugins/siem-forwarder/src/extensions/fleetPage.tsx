import {
  coreExtensionData,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiRouteLine } from '@remixicon/react';
import { rootRouteRef } from '../routes';
import { FirstTab } from './FirstTab';

/** The page of the fleet; its tabs are extensions of their own. */
export const fleetPage = PageBlueprint.makeWithOverrides({
  factory(original, { inputs }) {
    const output = original({
      path: '/siem-forwarder',
      title: 'SIEM forwarders',
      icon: <RiRouteLine />,
      routeRef: rootRouteRef,
    });
    const first = inputs.pages[0]?.get(coreExtensionData.routePath);
    return first === undefined
      ? output
      : [
          ...[...output].filter(
            ({ id }) => id !== coreExtensionData.reactElement.id,
          ),
          coreExtensionData.reactElement(
            <FirstTab path={first}>
              {output.get(coreExtensionData.reactElement)}
            </FirstTab>,
          ),
        ];
  },
});

/** All forwarders in one table. */
export const forwardersTab = SubPageBlueprint.make({
  name: 'forwarders',
  params: {
    path: 'forwarders',
    title: 'Forwarders',
    loader: () =>
      import('../fleet').then(({ NfsFleetPage }) => <NfsFleetPage />),
  },
});

/** Who did what to which resources, when and why. */
export const auditTab = SubPageBlueprint.make({
  name: 'audit',
  params: {
    path: 'audit',
    title: 'Audit',
    loader: () =>
      import('../audit').then(({ NfsAuditPage }) => <NfsAuditPage />),
  },
});

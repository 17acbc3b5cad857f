import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { entityContentRouteRef } from '../routes';
import { entityFilter } from './entityFilter';

/** The tab on a forwarder's entity page. */
export const forwardingContent = EntityContentBlueprint.make({
  params: {
    path: '/siem-forwarder',
    title: 'SIEM forwarding',
    group: 'observability',
    routeRef: entityContentRouteRef,
    filter: entityFilter,
    loader: () =>
      import('../details').then(({ SiemForwarderContent }) => (
        <SiemForwarderContent />
      )),
  },
});

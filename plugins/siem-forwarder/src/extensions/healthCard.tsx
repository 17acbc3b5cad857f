import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { entityFilter } from './entityFilter';

/** The card on a forwarder's entity page. In the wide column: five stages need the room. */
export const healthCard = EntityCardBlueprint.make({
  name: 'health',
  params: {
    type: 'content',
    filter: entityFilter,
    loader: () =>
      import('../card').then(({ SiemForwarderCard }) => <SiemForwarderCard />),
  },
});

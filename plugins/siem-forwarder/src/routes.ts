import { createRouteRef } from '@backstage/core-plugin-api';

/**
 * The fleet page.
 *
 * @public
 */
export const rootRouteRef = createRouteRef({ id: 'siem-forwarder' });

/**
 * The tab of a forwarder on its entity page.
 *
 * @public
 */
export const entityContentRouteRef = createRouteRef({
  id: 'siem-forwarder:entity-content',
});

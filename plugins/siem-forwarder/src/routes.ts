import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/core-plugin-api';

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

/**
 * Where the card's 'Details' leads: the tab of the same entity. A portal
 * without the tab shows no link.
 *
 * @public
 */
export const detailsRouteRef = createExternalRouteRef({
  id: 'siem-forwarder:details',
  optional: true,
  defaultTarget: 'siem-forwarder.entityContent',
});

/**
 * The run of a template, which opened an operation. A portal without the
 * scaffolder's pages shows no link.
 *
 * @public
 */
export const taskRouteRef = createExternalRouteRef({
  id: 'siem-forwarder:task',
  optional: true,
  params: ['taskId'],
  defaultTarget: 'scaffolder.ongoingTask',
});

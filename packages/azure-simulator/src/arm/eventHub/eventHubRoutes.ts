import { Route } from '../../http/Route';
import { World } from '../../World';
import { hubRoutes } from './hubRoutes';
import { namespaceRoutes } from './namespaceRoutes';

/** Operations of Microsoft.EventHub. */
export function eventHubRoutes(world: World): Route[] {
  return [...namespaceRoutes(world), ...hubRoutes(world)];
}

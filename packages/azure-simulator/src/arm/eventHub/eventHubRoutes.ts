import { Route } from '../../http/Route';
import { World } from '../../World';
import { authorizationRuleRoutes } from './authorizationRuleRoutes';
import { hubRoutes } from './hubRoutes';
import { namespaceRoutes } from './namespaceRoutes';
import { namespaceSettingsRoutes } from './namespaceSettingsRoutes';

/** Operations of Microsoft.EventHub. */
export function eventHubRoutes(world: World): Route[] {
  return [
    ...namespaceRoutes(world),
    ...namespaceSettingsRoutes(world),
    ...authorizationRuleRoutes(world),
    ...hubRoutes(world),
  ];
}

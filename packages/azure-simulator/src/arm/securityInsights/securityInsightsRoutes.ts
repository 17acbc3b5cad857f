import { Route } from '../../http/Route';
import { World } from '../../World';
import { alertRuleRoutes } from './alertRuleRoutes';
import { connectorRoutes } from './connectorRoutes';
import { onboardingRoutes } from './onboardingRoutes';

/** Operations of Microsoft.SecurityInsights. */
export function securityInsightsRoutes(world: World): Route[] {
  return [
    ...onboardingRoutes(world),
    ...connectorRoutes(world),
    ...alertRuleRoutes(world),
  ];
}

import { Route } from '../../http/Route';
import { World } from '../../World';
import { dataExportRoutes } from './dataExportRoutes';
import { workspaceRoutes } from './workspaceRoutes';

/** Operations of Microsoft.OperationalInsights. */
export function operationalInsightsRoutes(world: World): Route[] {
  return [...workspaceRoutes(world), ...dataExportRoutes(world)];
}

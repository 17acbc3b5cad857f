import { Route, ServiceRequest } from '../http/Route';
import { subscriptionIdOf } from '../ids/armId';
import { mayManage } from '../rbac/accessOf';
import { World } from '../World';
import { armErrors } from './armErrors';

/** Throws 404 for a subscription that does not exist. */
export function requireSubscription(world: World, path: string): void {
  const subscriptionId = subscriptionIdOf(path);
  if (
    subscriptionId !== undefined &&
    !world.state.subscriptions[subscriptionId.toLowerCase()]
  ) {
    throw armErrors.subscriptionNotFound({ subscriptionId });
  }
}

/** Throws ARM's 403 unless the caller may do an action at a scope. */
export function requireAction(
  world: World,
  request: ServiceRequest,
  action: string,
  scope: string,
): void {
  if (!mayManage(world, request.caller.objectId, action, scope)) {
    throw armErrors.authorizationFailed({ ...request.caller, action, scope });
  }
}

/** Judges a route's action at the scope that its path names. */
export function authorizeArm(
  world: World,
  route: Route,
  request: ServiceRequest,
): void {
  requireSubscription(world, request.path);
  if (!route.action || route.scopeFrom === 'handler') {
    return;
  }
  const scope =
    route.scopeFrom === 'scopeParameter'
      ? `/${request.params.scope.replace(/^\/+/, '')}`
      : request.path;
  requireAction(world, request, route.action, scope);
}

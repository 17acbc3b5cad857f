import { Route, ServiceRequest } from '../../http/Route';
import { subscriptionIdOf } from '../../ids/armId';
import { World } from '../../World';
import { noteActivity } from './noteActivity';

/** A resource, or a resource group: what stands before an action such as `listKeys`. */
const verbs = ['write', 'delete'];

/**
 * Writes a request that changed something, or was refused to, into the Activity
 * Log. Reads are not logged, and what is outside of subscriptions is in the log
 * of the tenant.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/platform/activity-log
 */
export function noteWrite(
  world: World,
  route: Route,
  request: ServiceRequest,
  status: number,
): void {
  if (!route.action || subscriptionIdOf(request.path) === undefined) {
    return;
  }
  const verb = route.action.split('/').pop() ?? '';
  noteActivity(world.state, {
    correlationId: request.correlationId,
    caller: request.caller.appId,
    objectId: request.caller.objectId,
    operationName: route.action,
    resourceId: verbs.includes(verb)
      ? request.path
      : request.path.slice(0, request.path.lastIndexOf('/')),
    method: request.method,
    status,
    at: request.now,
  });
}

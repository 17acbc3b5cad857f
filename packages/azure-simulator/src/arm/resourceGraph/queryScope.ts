import { stringAt, stringsAt } from '../../http/json';
import { ServiceRequest } from '../../http/Route';
import { isWithinScope, subscriptionScope } from '../../ids/armId';
import { mayManage, seesSubscription } from '../../rbac/accessOf';
import { World } from '../../World';
import { ResourceDocument } from './resourceDocuments';

/** Which authorization resources a query shows, relative to its subscriptions. */
const scopeFilters = [
  'AtScopeAndBelow',
  'AtScopeAndAbove',
  'AtScopeExact',
  'AtScopeAboveAndBelow',
] as const;

/** A refusal of a query's scope: code and sentence of the detail. */
export interface ScopeRefusal {
  code: string;
  message: string;
}

/** Lower-cased ids of the subscriptions that a query looks at: those named, else all that the caller sees. */
export function subscriptionsOf(
  world: World,
  { body, caller }: ServiceRequest,
): string[] | ScopeRefusal {
  const visible = Object.keys(world.state.subscriptions).filter(id =>
    seesSubscription(world, caller.objectId, id),
  );
  const named = stringsAt(body, 'subscriptions') ?? [];
  const groups = stringsAt(body, 'managementGroups') ?? [];
  if (named.length > 0 && groups.length > 0) {
    return {
      code: 'InvalidScope',
      message: 'Give subscriptions or managementGroups, not both.',
    };
  }
  const { tenantId } = world.state.directory;
  const stranger = groups.find(
    group => group.toLowerCase() !== tenantId.toLowerCase(),
  );
  if (stranger !== undefined) {
    return {
      code: 'InvalidScope',
      message: `The management group '${stranger}' does not exist: only the tenant's root group '${tenantId}' does here.`,
    };
  }
  if (named.length === 0) {
    return visible;
  }
  const eligible = named
    .map(id => id.toLowerCase())
    .filter(id => visible.includes(id));
  return eligible.length > 0
    ? eligible
    : {
        code: 'NoValidSubscriptionsInQueryRequest',
        message: `There must be at least one subscription that is eligible to contain resources. Given: '${named.join(
          "','",
        )}'.`,
      };
}

function isInScope(
  document: ResourceDocument,
  scope: string,
  filter: (typeof scopeFilters)[number],
): boolean {
  const below = isWithinScope(document.scope, scope);
  const above = isWithinScope(scope, document.scope);
  switch (filter) {
    case 'AtScopeAndAbove':
      return above;
    case 'AtScopeExact':
      return above && below;
    case 'AtScopeAboveAndBelow':
      return above || below;
    default:
      return below;
  }
}

/** Whether a query shows a resource: it is in scope, and the caller may read it. */
export function rowFilter(
  world: World,
  request: ServiceRequest,
  subscriptions: readonly string[],
): (document: ResourceDocument) => boolean {
  const given = stringAt(request.body, 'options', 'authorizationScopeFilter');
  const filter = scopeFilters.find(name => name === given) ?? 'AtScopeAndBelow';
  const scopes = subscriptions.map(subscriptionScope);
  const mayRead = (action: string, scope: string) =>
    mayManage(world, request.caller.objectId, action, scope);
  // Who may read a whole subscription need not be asked about each row of it.
  const readable = new Map<string, boolean>();
  const mayReadAll = (action: string, subscriptionId: string) => {
    const key = `${action}:${subscriptionId}`;
    const known = readable.get(key);
    if (known !== undefined) {
      return known;
    }
    const found = mayRead(action, subscriptionScope(subscriptionId));
    readable.set(key, found);
    return found;
  };
  const wanted = new Set(subscriptions);
  return document => {
    const subscriptionId = String(document.row.subscriptionId).toLowerCase();
    // Built-in definitions belong to no subscription and are shown in all.
    if (document.scope === '/') {
      return (
        (document.row.type === 'microsoft.authorization/roledefinitions' ||
          filter !== 'AtScopeAndBelow') &&
        subscriptions.some(id => mayReadAll(document.readAction, id))
      );
    }
    const isInside = subscriptionId !== '' && wanted.has(subscriptionId);
    const inScope =
      filter === 'AtScopeAndBelow' && subscriptionId !== ''
        ? isInside
        : scopes.some(scope => isInScope(document, scope, filter));
    return (
      inScope &&
      ((isInside && mayReadAll(document.readAction, subscriptionId)) ||
        mayRead(document.readAction, document.scope))
    );
  };
}

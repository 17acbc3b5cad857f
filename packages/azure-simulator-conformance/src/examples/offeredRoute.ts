import { OperationDescription } from 'azure-simulator';
import { ApiOperation } from '../apiModel/ApiOperation';

/** The pattern of paths that a route's template takes. */
function pathPattern(template: string): RegExp {
  const source = template
    .split(/(\{[^}]+\})/)
    .map(part => {
      if (part.startsWith('{+')) {
        return '.*?';
      }
      return part.startsWith('{')
        ? '[^/]+'
        : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  return RegExp(`^${source}/?$`, 'i');
}

/** Whether a route takes an `api-version`; the control API shows families as regular expressions. */
function takesVersion(route: OperationDescription, version: string): boolean {
  return (
    route.apiVersions.length === 0 ||
    route.apiVersions.some(known =>
      known.startsWith('/')
        ? RegExp(known.slice(1, -1)).test(version)
        : known === version,
    )
  );
}

/**
 * The simulator's route for a documented operation, or undefined when it offers
 * none: the same id on another path is another operation.
 */
export function offeredRoute(
  routes: readonly OperationDescription[],
  operation: ApiOperation,
): OperationDescription | undefined {
  // Any value fits a parameter; `{scope}` may be of several segments.
  const path = operation.path
    .replace(/^\/\{scope\}/, '/subscriptions/x')
    .replace(/\{[^}]+\}/g, 'x');
  return routes.find(
    route =>
      route.operationId === operation.operationId &&
      route.method === operation.method &&
      [path, `/x${path}`].some(candidate =>
        pathPattern(route.path).test(candidate),
      ) &&
      takesVersion(route, operation.documentApiVersion),
  );
}

import { HttpMethod, Route } from './Route';

interface CompiledRoute {
  route: Route;
  pattern: RegExp;
}

/** Outcome of looking a request up in a table of routes. */
export type RouteMatch =
  | { kind: 'found'; route: Route; params: Record<string, string> }
  | { kind: 'methodNotAllowed' }
  | { kind: 'notFound' };

function compile(route: Route): CompiledRoute {
  const source = route.path
    .split(/(\{[^}]+\})/)
    .map(part => {
      const parameter = /^\{(\+?)([A-Za-z]+)\}$/.exec(part);
      if (!parameter) {
        return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      }
      return parameter[1]
        ? `(?<${parameter[2]}>.*?)`
        : `(?<${parameter[2]}>[^/]+)`;
    })
    .join('');
  return { route, pattern: new RegExp(`^${source}/?$`, 'i') };
}

/**
 * Prepares a table of routes for look-ups of decoded paths. Azure compares paths
 * without case; the first route that fits wins.
 */
export function routeMatcher(
  routes: readonly Route[],
): (method: HttpMethod, path: string) => RouteMatch {
  const compiled = routes.map(compile);
  return (method, path) => {
    let otherMethod = false;
    for (const { route, pattern } of compiled) {
      const match = pattern.exec(path);
      if (!match) {
        continue;
      }
      if (route.method !== method) {
        otherMethod = true;
        continue;
      }
      const params = { ...match.groups };
      return { kind: 'found', route, params };
    }
    return { kind: otherMethod ? 'methodNotAllowed' : 'notFound' };
  };
}

import { HttpMethod, Route } from './Route';

interface CompiledRoute {
  route: Route;
  pattern: RegExp;
  /** Where each parameter stands, when each is a whole segment: then the tree alone decides. */
  places: (readonly [name: string, index: number])[] | undefined;
  /** Place in the table. */
  order: number;
}

/** Outcome of looking a request up in a table of routes. */
export type RouteMatch =
  | { kind: 'found'; route: Route; params: Record<string, string> }
  | { kind: 'methodNotAllowed' }
  | { kind: 'notFound' };

function segmentsOf(path: string): string[] {
  return (path.endsWith('/') ? path.slice(0, -1) : path).split('/');
}

function placesOf({ path }: Route): CompiledRoute['places'] {
  const places: [string, number][] = [];
  for (const [index, segment] of segmentsOf(path).entries()) {
    const whole = /^\{([A-Za-z]+)\}$/.exec(segment)?.[1];
    if (whole) {
      places.push([whole, index]);
    } else if (segment.includes('{')) {
      return undefined;
    }
  }
  return places;
}

function compile(route: Route, order: number): CompiledRoute {
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
  return {
    route,
    pattern: new RegExp(`^${source}/?$`, 'i'),
    places: placesOf(route),
    order,
  };
}

function paramsOf(
  { pattern, places }: CompiledRoute,
  path: string,
  segments: readonly string[],
): Record<string, string> | undefined {
  if (!places) {
    const match = pattern.exec(path);
    return match ? { ...match.groups } : undefined;
  }
  const params: Record<string, string> = {};
  for (const [name, index] of places) {
    if (segments[index] === '') {
      return undefined;
    }
    params[name] = segments[index];
  }
  return params;
}

/** A tree of path segments: which routes a path can fit, without trying each pattern. */
class SegmentTree {
  readonly #literals = new Map<string, SegmentTree>();
  /** Below a segment that holds a parameter. */
  #parameter: SegmentTree | undefined;
  readonly #routes: CompiledRoute[] = [];

  add(segments: readonly string[], compiled: CompiledRoute): void {
    const [segment, ...rest] = segments;
    if (segment === undefined) {
      this.#routes.push(compiled);
      return;
    }
    if (segment.includes('{')) {
      this.#parameter ??= new SegmentTree();
      this.#parameter.add(rest, compiled);
      return;
    }
    const key = segment.toLowerCase();
    const below = this.#literals.get(key) ?? new SegmentTree();
    this.#literals.set(key, below);
    below.add(rest, compiled);
  }

  collect(
    segments: readonly string[],
    depth: number,
    found: CompiledRoute[],
  ): void {
    if (depth === segments.length) {
      found.push(...this.#routes);
      return;
    }
    this.#literals.get(segments[depth])?.collect(segments, depth + 1, found);
    this.#parameter?.collect(segments, depth + 1, found);
  }
}

/**
 * Prepares a table of routes for look-ups of decoded paths. Azure compares paths
 * without case; the first route that fits wins.
 */
export function routeMatcher(
  routes: readonly Route[],
): (method: HttpMethod, path: string) => RouteMatch {
  const tree = new SegmentTree();
  // A parameter of any number of segments fits at every depth.
  const anywhere: CompiledRoute[] = [];
  routes.map(compile).forEach(compiled => {
    if (compiled.route.path.includes('{+')) {
      anywhere.push(compiled);
    } else {
      tree.add(segmentsOf(compiled.route.path), compiled);
    }
  });
  return (method, path) => {
    const candidates: CompiledRoute[] = [];
    tree.collect(segmentsOf(path.toLowerCase()), 0, candidates);
    candidates.sort((one, other) => one.order - other.order);
    const segments = segmentsOf(path);
    let otherMethod = false;
    let found: (RouteMatch & { kind: 'found' }) | undefined;
    let order = Infinity;
    const consider = (compiled: CompiledRoute) => {
      if (compiled.order > order) {
        return;
      }
      const params = paramsOf(compiled, path, segments);
      if (!params) {
        return;
      }
      if (compiled.route.method !== method) {
        otherMethod = true;
        return;
      }
      found = { kind: 'found', route: compiled.route, params };
      order = compiled.order;
    };
    candidates.forEach(consider);
    anywhere.forEach(consider);
    return found ?? { kind: otherMethod ? 'methodNotAllowed' : 'notFound' };
  };
}

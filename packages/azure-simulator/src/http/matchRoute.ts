import { HttpMethod, Route } from './Route';

interface CompiledRoute {
  route: Route;
  pattern: RegExp;
  /** Place in the table. */
  order: number;
}

/** Outcome of looking a request up in a table of routes. */
export type RouteMatch =
  | { kind: 'found'; route: Route; params: Record<string, string> }
  | { kind: 'methodNotAllowed' }
  | { kind: 'notFound' };

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
  return { route, pattern: new RegExp(`^${source}/?$`, 'i'), order };
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

function segmentsOf(path: string): string[] {
  return path.replace(/\/$/, '').split('/');
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
    candidates.push(...anywhere);
    candidates.sort((one, other) => one.order - other.order);
    let otherMethod = false;
    for (const { route, pattern } of candidates) {
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

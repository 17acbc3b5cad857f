import { routeMatcher } from './matchRoute';
import { HttpMethod, Route } from './Route';

function route(operationId: string, path: string, method: HttpMethod = 'GET') {
  return { operationId, path, method, handle: () => ({ status: 200 }) };
}

const table: Route[] = [
  route('first', '/a/{x}/c'),
  route('second', '/a/b/{y}'),
  route('anywhere', '/{+scope}/roles'),
  route('late', '/a/b/roles'),
  route('mixed', '/region/{name}:batch'),
  route('write', '/a/{x}/c', 'PUT'),
];

const match = routeMatcher(table);

function found(path: string, method: HttpMethod = 'GET') {
  const result = match(method, path);
  return result.kind === 'found'
    ? { [result.route.operationId]: result.params }
    : result.kind;
}

describe('routeMatcher', () => {
  it('finds the first route of the table that fits', () => {
    expect(found('/a/b/c')).toEqual({ first: { x: 'b' } });
    expect(found('/a/b/d')).toEqual({ second: { y: 'd' } });
    expect(found('/a/b/roles')).toEqual({ second: { y: 'roles' } });
    expect(found('/a/b/c/roles')).toEqual({ anywhere: { scope: 'a/b/c' } });
    expect(found('/region/east:batch')).toEqual({ mixed: { name: 'east' } });
  });

  it('compares without case, keeps the case of parameters, and ignores a last slash', () => {
    expect(found('/A/Bee/C/')).toEqual({ first: { x: 'Bee' } });
  });

  it('tells another method from no route', () => {
    expect(found('/a/b/c', 'PUT')).toEqual({ write: { x: 'b' } });
    expect(found('/a/b/c', 'DELETE')).toBe('methodNotAllowed');
    expect(found('/a')).toBe('notFound');
    expect(found('/a//c')).toBe('notFound');
  });
});

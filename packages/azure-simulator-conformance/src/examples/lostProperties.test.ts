import { lostProperties } from './lostProperties';

describe('properties that come back', () => {
  it.each([
    ['the same', { a: 1, b: { c: ['x'] } }, { a: 1, b: { c: ['x'] } }, []],
    ['more than was sent', { a: 1 }, { a: 1, id: 'i' }, []],
    ['another value', { a: { b: 1 } }, { a: { b: 2 } }, ['/a/b']],
    ['nothing', { a: { b: 1 } }, undefined, ['']],
    ['a shorter list', { a: [1, 2] }, { a: [1] }, ['/a']],
    ['another item', { a: [{ b: 1 }] }, { a: [{ b: 2 }] }, ['/a/0/b']],
    ['what null removed', { a: null }, {}, []],
    ['what null did not remove', { a: null }, { a: 1 }, ['/a']],
    [
      'the id of a role under another scope',
      { role: '/providers/Microsoft.Authorization/roleDefinitions/r' },
      {
        role: '/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/r',
      },
      [],
    ],
    [
      'the id of another role',
      { role: '/providers/Microsoft.Authorization/roleDefinitions/r' },
      { role: '/providers/Microsoft.Authorization/roleDefinitions/q' },
      ['/role'],
    ],
    ['another etag', { etag: 'mine' }, { etag: 'theirs' }, []],
  ])('are told from %s', (_, request, response, lost) => {
    expect(lostProperties(request, response)).toEqual(lost);
  });
});

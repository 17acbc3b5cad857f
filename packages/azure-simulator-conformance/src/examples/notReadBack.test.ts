import { ExampleRequest } from './exampleRequest';
import { notReadBack } from './notReadBack';

const put = (name: string, body: object): ExampleRequest => ({
  method: 'PUT',
  url: `/groups/${name}?api-version=1`,
  headers: {},
  body,
});

describe('what was put before', () => {
  it('is looked for in one item', () => {
    expect(notReadBack([put('a', { x: 1 })], { x: 1, id: 'i' })).toEqual([]);
    expect(notReadBack([put('a', { x: 1 })], { x: 2 })).toEqual([
      'does not read back /x that was put before',
    ]);
  });

  it('is looked for in a list by name', () => {
    const items = [put('$Default', { x: 1 }), put('b', { x: 2 })];
    expect(notReadBack(items, { value: [{ name: '$default', x: 1 }] })).toEqual(
      ['does not read back b that was put before'],
    );
  });
});

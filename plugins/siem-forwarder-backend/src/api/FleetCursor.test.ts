import { ForwarderSort } from 'backstage-plugin-siem-forwarder-common';
import { decodeFleetCursor, encodeFleetCursor } from './FleetCursor';

const cursor = (sort: ForwarderSort, after: (string | number)[]) => ({
  sort,
  descending: false,
  offset: 0,
  after,
});
const longest = 'é'.repeat(512);

describe('decodeFleetCursor', () => {
  it.each([
    cursor('health', [0, 'a', 'resource:default/a']),
    cursor('title', ['a', 'resource:default/a']),
    cursor('since', ['', 'a', 'resource:default/a']),
    cursor('owner', [longest, longest, longest]),
  ])('reads what it gave: %j', given => {
    expect(decodeFleetCursor(encodeFleetCursor(given))).toEqual(given);
  });

  it.each([
    ['too few values', cursor('health', [0, 'a'])],
    ['too many values', cursor('title', ['a', 'b', 'c'])],
    ['no values', cursor('title', [])],
    ['a text for a number', cursor('health', ['0', 'a', 'b'])],
    ['a fraction', cursor('health', [0.5, 'a', 'b'])],
    ['more than a column holds', cursor('health', [2 ** 40, 'a', 'b'])],
    ['a number for a text', cursor('since', [1, 'a', 'b'])],
    [
      'two places',
      {
        ...cursor('title', ['a', 'resource:default/a']),
        before: ['b', 'resource:default/b'],
      },
    ],
    [
      'no place',
      { ...cursor('title', ['a', 'resource:default/a']), after: undefined },
    ],
    [
      'a place before of another order',
      { ...cursor('health', []), after: undefined, before: ['a', 'b'] },
    ],
    ['NUL', cursor('title', ['a\0', 'b'])],
    ['too much', cursor('title', ['a'.repeat(20_000), 'b'])],
  ])('refuses %s', (_, forged) => {
    expect(() => decodeFleetCursor(encodeFleetCursor(forged))).toThrow(
      /^cursor: '.{1,100}' was not given by this API/,
    );
  });
});

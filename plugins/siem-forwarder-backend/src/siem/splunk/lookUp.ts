const indexes = new WeakMap<readonly unknown[], Map<unknown, unknown>>();

/**
 * Items of a list with a key, from an index that is made once a list and way
 * of keying: thousands of connections look into lists of thousands.
 *
 * @param keyOf - the same function for the same key
 */
export function lookUp<T>(
  items: readonly T[],
  keyOf: (item: T) => string | undefined,
  key: string,
): readonly T[] {
  let ofList = indexes.get(items);
  if (!ofList) {
    ofList = new Map();
    indexes.set(items, ofList);
  }
  let index = ofList.get(keyOf) as Map<string | undefined, T[]> | undefined;
  if (!index) {
    index = new Map();
    for (const item of items) {
      const own = keyOf(item);
      const group = index.get(own);
      if (group) {
        group.push(item);
      } else {
        index.set(own, [item]);
      }
    }
    ofList.set(keyOf, index);
  }
  return index.get(key) ?? [];
}

/** A function that computes its answer once a key. */
export function remember<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return key => {
    const existing = known.get(key);
    if (existing !== undefined) {
      return existing;
    }
    const made = make(key);
    known.set(key, made);
    return made;
  };
}

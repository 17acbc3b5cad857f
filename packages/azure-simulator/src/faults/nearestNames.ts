function pairsOf(text: string): Set<string> {
  const lower = text.toLowerCase();
  const pairs = new Set<string>();
  for (let index = 0; index + 1 < lower.length; index += 1) {
    pairs.add(lower.slice(index, index + 2));
  }
  return pairs;
}

/** Share of common pairs of letters, 0 to 1 (Dice's coefficient). */
function likeness(one: string, other: string): number {
  const first = pairsOf(one);
  const second = pairsOf(other);
  const common = [...first].filter(pair => second.has(pair)).length;
  return (2 * common) / (first.size + second.size || 1);
}

/** The names that look most like a name that nobody has, best first. */
export function nearestNames(
  name: string,
  names: readonly string[],
  count = 3,
): string[] {
  return [...new Set(names)]
    .map(candidate => ({ candidate, value: likeness(name, candidate) }))
    .filter(({ value }) => value > 0.3)
    .sort((one, other) => other.value - one.value)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

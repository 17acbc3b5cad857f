/** Rows as columns of equal width, a header first; a sentence when there is no row. */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  whenEmpty: string,
): string {
  if (rows.length === 0) {
    return whenEmpty;
  }
  const lines = [header, ...rows];
  const widths = header.map((_, column) =>
    Math.max(...lines.map(line => line[column].length)),
  );
  return lines
    .map(line =>
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

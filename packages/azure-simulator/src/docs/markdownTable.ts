/** Text as a cell of a table shows it. */
function cell(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replace(/\|/g, '\\|');
}

/** Text in the type of code. */
export function code(text: string): string {
  return `\`${text}\``;
}

/**
 * A Markdown table. Cells are not padded: with whole sentences in them the
 * formatter would blow up every row to the longest.
 */
export function markdownTable(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  return [columns, columns.map(() => '---'), ...rows]
    .map(cells => `| ${cells.map(cell).join(' | ')} |`)
    .join('\n');
}

/** Markdown that the formatter leaves alone. */
export function unformatted(markdown: string): string {
  return `<!-- prettier-ignore-start -->\n\n${markdown}\n\n<!-- prettier-ignore-end -->`;
}

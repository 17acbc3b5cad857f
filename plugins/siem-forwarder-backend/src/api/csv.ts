import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { Response } from 'express';

/** A column of a table of comma-separated values. */
export interface CsvColumn<T> {
  header: string;
  /** The text of a cell; empty when undefined. */
  text(item: T): string | undefined;
}

/** What begins a cell for one spreadsheet or another, and a formula behind it. */
const FORMULA_WITHIN = /([;\t\r\n])(?=[=+\-@＝＋－＠])/g;

/**
 * Sends items as comma-separated values (RFC 4180), each as it is read, so
 * that the length of a table does not matter.
 *
 * @remarks
 * Cells that begin with `=`, `+`, `-`, `@`, a tab, a carriage return or a line
 * feed get a leading apostrophe: a spreadsheet would take them for formulas,
 * and titles and headlines are written by anybody. So does what follows a
 * separator within a cell: where the list separator of the computer is `;`,
 * quotation marks that stand behind a comma do not hold a cell together.
 * https://owasp.org/www-community/attacks/CSV_Injection
 *
 * @returns how many items were sent
 * @throws what reading the first item throws, before anything is sent
 */
export async function sendCsv<T>(
  response: Response,
  options: {
    fileName: string;
    columns: CsvColumn<T>[];
    items: AsyncIterable<T>;
  },
): Promise<number> {
  const iterator = options.items[Symbol.asyncIterator]();
  try {
    // What is wrong with a request shows here, while it can still be answered.
    return await sendRows(response, options, await iterator.next(), iterator);
  } finally {
    await iterator.return?.();
  }
}

async function sendRows<T>(
  response: Response,
  { fileName, columns }: { fileName: string; columns: CsvColumn<T>[] },
  first: IteratorResult<T>,
  iterator: AsyncIterator<T>,
): Promise<number> {
  let sent = 0;
  async function* rows() {
    for (let next = first; !next.done; next = await iterator.next()) {
      const item = next.value;
      sent += 1;
      yield columns.map(({ text }) => harmless(text(item) ?? ''));
    }
  }
  response.set({
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${fileName}"`,
    // It holds what this caller may read, and nobody else.
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  await pipeline(
    Readable.from(rows()),
    stringify({
      header: true,
      columns: columns.map(({ header }) => ({ key: header, header })),
      escape_formulas: true,
      // With lines that end in both, either alone is not noticed; and `;` may separate.
      quoted_match: /[\r\n;]/,
      record_delimiter: 'windows',
    }),
    response,
  );
  return sent;
}

/** The library looks at the first character alone, and lets a line feed pass. */
function harmless(text: string): string {
  const shown = text.replace(FORMULA_WITHIN, "$1'");
  return shown.startsWith('\n') ? `'${shown}` : shown;
}

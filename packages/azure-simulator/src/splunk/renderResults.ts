import { toIso } from '../clock/format';
import { SplunkMessage } from './searchMessages';
import { allOf, FieldValue, Result, ResultSet } from './spl/Result';

function output(name: string, value: FieldValue): FieldValue {
  if (name !== '_time') {
    return value;
  }
  const times = allOf(value).map(text => {
    const seconds = Number(text);
    return Number.isNaN(seconds)
      ? text
      : toIso(seconds * 1000).replace('Z', '+00:00');
  });
  return times.length === 1 ? times[0] : times;
}

function pageOf({ results, fields }: ResultSet, count: number, offset: number) {
  const page = results.slice(offset, count === 0 ? undefined : offset + count);
  const names = fields ?? [
    ...new Set(page.flatMap(result => Object.keys(result))),
  ];
  const rows = page.map(
    (result): Result =>
      Object.fromEntries(
        names.flatMap(name =>
          result[name] === undefined
            ? []
            : [[name, output(name, result[name])]],
        ),
      ),
  );
  return { names, rows };
}

/**
 * One page of results as `output_mode=json` gives it; every value is a text.
 * @param count - rows of a page, 0 for all
 */
export function renderResults(
  results: ResultSet,
  messages: readonly SplunkMessage[],
  count: number,
  offset: number,
): Record<string, unknown> {
  const { names, rows } = pageOf(results, count, offset);
  return {
    preview: false,
    init_offset: offset,
    messages,
    fields: names.map(name => ({ name })),
    results: rows,
    highlighted: {},
  };
}

/** Results as the export endpoint streams them: a line of JSON a row. */
export function exportResults(
  results: ResultSet,
  messages: readonly SplunkMessage[],
): string {
  const { rows } = pageOf(results, 0, 0);
  const lines = rows.map((result, offset) => ({
    preview: false,
    offset,
    ...(offset === rows.length - 1 ? { lastrow: true } : {}),
    result,
  }));
  return [
    ...(messages.length > 0 ? [{ messages }] : []),
    ...(lines.length > 0 ? lines : [{ preview: false, lastrow: true }]),
  ]
    .map(line => `${JSON.stringify(line)}\n`)
    .join('');
}

import { JoinKind } from './ast';
import { KqlError } from './KqlError';
import { Table, Value, valueKey } from './Value';

/** `union`: all rows, all columns; a column of one table is null in rows of another. */
export function unionTables(tables: readonly Table[]): Table {
  const columns: Table['columns'] = [];
  for (const table of tables) {
    for (const column of table.columns) {
      if (!columns.some(({ name }) => name === column.name)) {
        columns.push(column);
      }
    }
  }
  return { columns, rows: tables.flatMap(table => table.rows) };
}

function requireColumn(table: Table, name: string, side: string): void {
  if (!table.columns.some(column => column.name === name)) {
    throw new KqlError(
      'semantic',
      `'join' operator: Failed to resolve column named '${name}' on the ${side} side`,
    );
  }
}

/** `join`: columns of the right that the left has too get a `1` behind their name. */
export function joinTables(
  left: Table,
  right: Table,
  kind: JoinKind,
  on: readonly { left: string; right: string }[],
): Table {
  for (const key of on) {
    requireColumn(left, key.left, 'left');
    requireColumn(right, key.right, 'right');
  }
  const keyOf = (row: Record<string, Value>, side: 'left' | 'right') =>
    on.map(key => valueKey(row[key[side]] ?? null)).join('\u0000');
  const rightRows = new Map<string, Record<string, Value>[]>();
  for (const row of right.rows) {
    const key = keyOf(row, 'right');
    rightRows.set(key, [...(rightRows.get(key) ?? []), row]);
  }
  if (kind === 'leftsemi' || kind === 'leftanti') {
    return {
      columns: left.columns,
      rows: left.rows.filter(
        row => rightRows.has(keyOf(row, 'left')) === (kind === 'leftsemi'),
      ),
    };
  }
  const names = new Map(
    right.columns.map(({ name }) => [
      name,
      left.columns.some(column => column.name === name) ? `${name}1` : name,
    ]),
  );
  const renamed = (row: Record<string, Value>) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        names.get(name) ?? name,
        value,
      ]),
    );
  const seen = new Set<string>();
  const matched = new Set<string>();
  const rows: Record<string, Value>[] = [];
  for (const row of left.rows) {
    const key = keyOf(row, 'left');
    if (kind === 'innerunique') {
      if (seen.has(key)) {
        continue;
      }
      seen.add(key);
    }
    const partners = rightRows.get(key);
    if (partners) {
      matched.add(key);
      rows.push(...partners.map(partner => ({ ...renamed(partner), ...row })));
    } else if (kind === 'leftouter' || kind === 'fullouter') {
      rows.push(row);
    }
  }
  if (kind === 'rightouter' || kind === 'fullouter') {
    for (const [key, partners] of rightRows) {
      if (!matched.has(key)) {
        rows.push(...partners.map(renamed));
      }
    }
  }
  return {
    columns: [
      ...left.columns,
      ...right.columns.map(({ name, type }) => ({
        name: names.get(name) ?? name,
        type,
      })),
    ],
    rows,
  };
}

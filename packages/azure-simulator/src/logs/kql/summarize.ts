import { compileAggregation } from './aggregations';
import { NamedExpression, Operator } from './ast';
import { compile } from './compileExpression';
import { defaultName, Scope, scopeOf } from './Scope';
import { Table, Value, valueKey } from './Value';

/** Prepares the columns of an operator, each with its name. */
export function compileColumns(
  columns: readonly NamedExpression[],
  table: Table,
  scope: Scope,
  operator: string,
) {
  const inner = scopeOf(scope, table, operator);
  return columns.map(({ name, expression }, index) => {
    const compiled = compile(expression, inner);
    return { ...compiled, name: name ?? defaultName(expression, index) };
  });
}

/** `summarize`: groups by keys, and aggregates. */
export function summarize(
  operator: Extract<Operator, { kind: 'summarize' }>,
  table: Table,
  scope: Scope,
): Table {
  const keys = compileColumns(operator.by, table, scope, 'summarize');
  const inner = scopeOf(scope, table, 'summarize');
  const aggregations = operator.aggregations.map(({ name, expression }) =>
    compileAggregation(expression, name, inner),
  );
  const groups = new Map<string, { key: Value[]; rows: Table['rows'] }>();
  if (keys.length === 0) {
    groups.set('', { key: [], rows: table.rows });
  } else {
    for (const row of table.rows) {
      const key = keys.map(({ evaluate }) => evaluate(row));
      const id = key.map(valueKey).join('\u0000');
      const group = groups.get(id) ?? { key, rows: [] };
      group.rows.push(row);
      groups.set(id, group);
    }
  }
  return {
    columns: [
      ...keys.map(({ name, type }) => ({ name, type })),
      ...aggregations.flatMap(({ columns }) => columns),
    ],
    rows: [...groups.values()].map(({ key, rows }) =>
      Object.fromEntries([
        ...keys.map(({ name }, index): [string, Value] => [name, key[index]]),
        ...aggregations.flatMap(({ columns, compute }) => {
          const values = compute(rows);
          return columns.map(({ name }, index): [string, Value] => [
            name,
            values[index],
          ]);
        }),
      ]),
    ),
  };
}

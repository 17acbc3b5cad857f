import { memberOf } from '../../http/json';
import { Operator } from './ast';
import { joinTables, unionTables } from './combineTables';
import { compile } from './compileExpression';
import { KqlError } from './KqlError';
import { Scope, scopeOf, unresolved } from './Scope';
import { compileColumns, summarize } from './summarize';
import { compareValues, KqlType, Table, toText, Value } from './Value';

const castTypes: Record<
  string,
  { type: KqlType; cast: (value: Value) => Value }
> = {
  string: { type: 'string', cast: toText },
  long: {
    type: 'long',
    cast: value => (value === null ? null : Number(value)),
  },
  int: { type: 'int', cast: value => (value === null ? null : Number(value)) },
  dynamic: { type: 'dynamic', cast: value => value },
};

function mvExpand(
  operator: Extract<Operator, { kind: 'mv-expand' }>,
  table: Table,
  scope: Scope,
): Table {
  const inner = scopeOf(scope, table, 'mv-expand');
  const columns = operator.columns.map(({ name, expression, type }) => {
    const target = memberOf(castTypes, type ?? 'dynamic');
    if (!target) {
      throw new KqlError(
        'semantic',
        `'mv-expand' operator: the simulator has no typeof(${type})`,
      );
    }
    return { name, compiled: compile(expression, inner), target };
  });
  const kept = table.columns.filter(
    ({ name }) => !columns.some(column => column.name === name),
  );
  return {
    columns: table.columns
      .map(column => {
        const expanded = columns.find(({ name }) => name === column.name);
        return expanded ? { ...column, type: expanded.target.type } : column;
      })
      .concat(
        columns
          .filter(
            ({ name }) => !table.columns.some(column => column.name === name),
          )
          .map(({ name, target }) => ({ name, type: target.type })),
      ),
    rows: table.rows.flatMap(row => {
      const lists = columns.map(({ compiled }) => {
        const value = compiled.evaluate(row);
        return Array.isArray(value) ? value : [value];
      });
      const base = Object.fromEntries(
        kept.map(({ name }) => [name, row[name] ?? null]),
      );
      const length = Math.max(...lists.map(list => list.length));
      return Array.from({ length }, (_, index) => ({
        ...base,
        ...Object.fromEntries(
          columns.map(({ name, target }, column) => [
            name,
            target.cast(lists[column][index] ?? null),
          ]),
        ),
      }));
    }),
  };
}

function sort(
  operator: Extract<Operator, { kind: 'sort' }>,
  table: Table,
  scope: Scope,
): Table {
  const inner = scopeOf(scope, table, 'sort');
  const keys = operator.keys.map(({ expression, descending }) => ({
    ...compile(expression, inner),
    descending,
  }));
  const rows = [...table.rows].sort((one, other) => {
    for (const { evaluate, descending } of keys) {
      const [left, right] = [evaluate(one), evaluate(other)];
      // Nulls are last in a descending order, first in an ascending one.
      const order =
        compareValues(left, right) ??
        Number(left !== null) - Number(right !== null);
      if (order !== 0) {
        return descending ? -order : order;
      }
    }
    return 0;
  });
  return {
    columns: table.columns,
    rows: operator.limit === undefined ? rows : rows.slice(0, operator.limit),
  };
}

function matchesPattern(name: string, pattern: string): boolean {
  return pattern.endsWith('*')
    ? name.startsWith(pattern.slice(0, -1))
    : name === pattern;
}

function pickColumns(table: Table, wanted: (name: string) => boolean): Table {
  const columns = table.columns.filter(({ name }) => wanted(name));
  return {
    columns,
    rows: table.rows.map(row =>
      Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null])),
    ),
  };
}

function requirePatterns(
  table: Table,
  patterns: readonly string[],
  operator: string,
): void {
  for (const pattern of patterns) {
    if (
      !pattern.endsWith('*') &&
      !table.columns.some(({ name }) => name === pattern)
    ) {
      throw unresolved(operator, pattern);
    }
  }
}

/** Runs one operator over a table. */
export function runOperator(
  operator: Operator,
  table: Table,
  scope: Scope,
): Table {
  switch (operator.kind) {
    case 'where': {
      const { evaluate } = compile(
        operator.condition,
        scopeOf(scope, table, 'where'),
      );
      return {
        columns: table.columns,
        rows: table.rows.filter(row => evaluate(row) === true),
      };
    }
    case 'extend': {
      let current = table;
      for (const column of operator.columns) {
        const [{ name, type, evaluate }] = compileColumns(
          [column],
          current,
          scope,
          'extend',
        );
        current = {
          columns: [
            ...current.columns.filter(existing => existing.name !== name),
            { name, type },
          ],
          rows: current.rows.map(row => ({ ...row, [name]: evaluate(row) })),
        };
      }
      return current;
    }
    case 'project': {
      const columns = compileColumns(operator.columns, table, scope, 'project');
      return {
        columns: columns.map(({ name, type }) => ({ name, type })),
        rows: table.rows.map(row =>
          Object.fromEntries(
            columns.map(({ name, evaluate }) => [name, evaluate(row)]),
          ),
        ),
      };
    }
    case 'project-away':
      requirePatterns(table, operator.patterns, operator.kind);
      return pickColumns(
        table,
        name =>
          !operator.patterns.some(pattern => matchesPattern(name, pattern)),
      );
    case 'project-keep':
      requirePatterns(table, operator.patterns, operator.kind);
      return pickColumns(table, name =>
        operator.patterns.some(pattern => matchesPattern(name, pattern)),
      );
    case 'project-rename': {
      requirePatterns(
        table,
        operator.renames.map(({ from }) => from),
        operator.kind,
      );
      const renamed = (name: string) =>
        operator.renames.find(({ from }) => from === name)?.to ?? name;
      return {
        columns: table.columns.map(({ name, type }) => ({
          name: renamed(name),
          type,
        })),
        rows: table.rows.map(row =>
          Object.fromEntries(
            Object.entries(row).map(([name, value]) => [renamed(name), value]),
          ),
        ),
      };
    }
    case 'summarize':
      return summarize(operator, table, scope);
    case 'distinct':
      return summarize(
        {
          kind: 'summarize',
          aggregations: [],
          by:
            operator.columns ??
            table.columns.map(({ name }) => ({
              name,
              expression: { kind: 'column', name },
            })),
        },
        table,
        scope,
      );
    case 'mv-expand':
      return mvExpand(operator, table, scope);
    case 'join':
      return joinTables(
        table,
        scope.run(operator.right),
        operator.join,
        operator.on,
      );
    case 'union':
      return unionTables([table, ...operator.sources.map(scope.run)]);
    case 'sort':
      return sort(operator, table, scope);
    case 'take':
      return {
        columns: table.columns,
        rows: table.rows.slice(0, operator.count),
      };
    case 'count':
    default:
      return {
        columns: [{ name: 'Count', type: 'long' }],
        rows: [{ Count: table.rows.length }],
      };
  }
}

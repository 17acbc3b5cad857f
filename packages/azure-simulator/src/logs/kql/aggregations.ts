import { memberOf } from '../../http/json';
import { Expression } from './ast';
import { compile } from './compileExpression';
import { KqlError } from './KqlError';
import { Compiled, Scope } from './Scope';
import {
  compareValues,
  KqlDateTime,
  KqlType,
  toNumber,
  Value,
  valueKey,
} from './Value';

type Row = Record<string, Value>;

/** An aggregation: the columns that it makes, and their values for a group. */
export interface Aggregation {
  columns: { name: string; type: KqlType }[];
  compute(rows: readonly Row[]): Value[];
}

function present(rows: readonly Row[], value: Compiled): Value[] {
  return rows.map(row => value.evaluate(row)).filter(item => item !== null);
}

function extreme(values: Value[], sign: 1 | -1): Value {
  return values.reduce<Value>((best, value) => {
    if (best === null) {
      return value;
    }
    const order = compareValues(value, best) ?? 0;
    return order * sign > 0 ? value : best;
  }, null);
}

function total(values: Value[]): number {
  return values.reduce<number>((sum, value) => sum + (toNumber(value) ?? 0), 0);
}

function distinct(values: Value[]): Value[] {
  return [...new Map(values.map(value => [valueKey(value), value])).values()];
}

interface Definition {
  type(value: KqlType | undefined): KqlType;
  compute(values: Value[]): Value;
}

const same = (type: KqlType | undefined) => type ?? 'long';

/** Aggregations of one expression; with `if` after the name a second one filters. */
const definitions: Record<string, Definition> = {
  sum: {
    type: type => (type === 'real' ? 'real' : 'long'),
    compute: total,
  },
  avg: {
    type: type => (type === 'datetime' ? 'datetime' : 'real'),
    compute: values => {
      if (values.length === 0) {
        return null;
      }
      const mean = total(values) / values.length;
      return values[0] instanceof KqlDateTime ? new KqlDateTime(mean) : mean;
    },
  },
  min: { type: same, compute: values => extreme(values, -1) },
  max: { type: same, compute: values => extreme(values, 1) },
  dcount: {
    type: () => 'long',
    compute: values => distinct(values).length,
  },
  make_list: { type: () => 'dynamic', compute: values => values },
  make_set: { type: () => 'dynamic', compute: distinct },
  take_any: { type: same, compute: values => values[0] ?? null },
  any: { type: same, compute: values => values[0] ?? null },
};

function argExtreme(
  call: Extract<Expression, { kind: 'call' }>,
  name: string | undefined,
  scope: Scope,
): Aggregation {
  const [by, ...returned] = call.args;
  if (!by || returned.length === 0) {
    throw new KqlError(
      'semantic',
      `${call.name}(): function expects at least 2 arguments.`,
    );
  }
  const key = compile(by, scope);
  const keyName = name ?? (by.kind === 'column' ? by.name : `${call.name}_`);
  const columns = returned.flatMap(expression => {
    if (expression.kind === 'star') {
      return [...scope.columns.keys()]
        .filter(column => column !== keyName)
        .map(column => ({
          name: column,
          value: compile({ kind: 'column', name: column }, scope),
        }));
    }
    return [
      {
        name:
          expression.kind === 'column'
            ? expression.name
            : `${call.name}_${keyName}_`,
        value: compile(expression, scope),
      },
    ];
  });
  const sign = call.name === 'arg_max' ? 1 : -1;
  return {
    columns: [
      { name: keyName, type: key.type },
      ...columns.map(column => ({
        name: column.name,
        type: column.value.type,
      })),
    ],
    compute: rows => {
      let best: Row | undefined;
      let bestKey: Value = null;
      for (const row of rows) {
        const value = key.evaluate(row);
        const order = compareValues(value, bestKey);
        if (
          value !== null &&
          (best === undefined || (order !== undefined && order * sign > 0))
        ) {
          best = row;
          bestKey = value;
        }
      }
      return [
        bestKey,
        ...columns.map(column =>
          best === undefined ? null : column.value.evaluate(best),
        ),
      ];
    },
  };
}

/** Prepares an aggregation of `summarize`. */
export function compileAggregation(
  expression: Expression,
  name: string | undefined,
  scope: Scope,
): Aggregation {
  if (expression.kind !== 'call') {
    throw new KqlError(
      'semantic',
      "'summarize' operator: an aggregation function is expected",
    );
  }
  if (expression.name === 'arg_max' || expression.name === 'arg_min') {
    return argExtreme(expression, name, scope);
  }
  const [argument] = expression.args;
  const suffix = argument?.kind === 'column' ? argument.name : '';
  const column = name ?? `${expression.name}_${suffix}`;
  if (expression.name === 'count') {
    return {
      columns: [{ name: column, type: 'long' }],
      compute: rows => [rows.length],
    };
  }
  const conditional = /^(.*)if$/.exec(expression.name)?.[1];
  const base =
    conditional !== undefined &&
    (conditional === 'count' || memberOf(definitions, conditional))
      ? conditional
      : expression.name;
  const filters = base !== expression.name;
  const wanted = filters && base !== 'count' ? 2 : 1;
  if (expression.args.length < wanted) {
    throw new KqlError(
      'semantic',
      `${expression.name}(): function expects ${wanted} argument(s).`,
    );
  }
  if (filters && base === 'count') {
    const condition = compile(argument, scope);
    return {
      columns: [{ name: column, type: 'long' }],
      compute: rows => [
        rows.filter(row => condition.evaluate(row) === true).length,
      ],
    };
  }
  const definition = memberOf(definitions, base);
  if (!definition) {
    throw new KqlError('semantic', `Unknown function: '${expression.name}'.`);
  }
  const value = compile(argument, scope);
  const condition = filters ? compile(expression.args[1], scope) : undefined;
  return {
    columns: [{ name: column, type: definition.type(value.type) }],
    compute: rows => [
      definition.compute(
        present(
          condition
            ? rows.filter(row => condition.evaluate(row) === true)
            : rows,
          value,
        ),
      ),
    ],
  };
}

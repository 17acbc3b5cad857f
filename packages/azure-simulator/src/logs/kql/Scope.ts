import { Expression, Pipeline } from './ast';
import { KqlError } from './KqlError';
import { KqlType, Table, Value } from './Value';

/** What an expression may name, and the instant of `now()`. */
export interface Scope {
  /** Operator in whose name a refusal speaks. */
  operator: string;
  columns: ReadonlyMap<string, KqlType>;
  /** Values of `let` statements. */
  scalars: ReadonlyMap<string, { type: KqlType; value: Value }>;
  /** Epoch milliseconds. */
  now: number;
  run(pipeline: Pipeline): Table;
}

/** An expression that is ready to be evaluated for a row. */
export interface Compiled {
  type: KqlType;
  evaluate(row: Record<string, Value>): Value;
}

/** The refusal of a name that is neither a column nor a `let`. */
export function unresolved(operator: string, name: string): KqlError {
  return new KqlError(
    'semantic',
    `'${operator}' operator: Failed to resolve column or scalar expression named '${name}'`,
  );
}

/** The same scope over the columns of a table. */
export function scopeOf(scope: Scope, table: Table, operator: string): Scope {
  return {
    ...scope,
    operator,
    columns: new Map(table.columns.map(({ name, type }) => [name, type])),
  };
}

/** Functions that leave the name of a member that they convert: `tostring(a.b)` is `a_b`. */
const conversions = ['tostring', 'toint', 'tolong', 'todouble', 'todatetime'];

/** The name of the column that an expression makes when none is given. */
export function defaultName(expression: Expression, position: number): string {
  switch (expression.kind) {
    case 'column':
      return expression.name;
    case 'member': {
      const path: string[] = [expression.name];
      let object = expression.object;
      while (object.kind === 'member') {
        path.unshift(object.name);
        object = object.object;
      }
      return object.kind === 'column'
        ? [object.name, ...path].join('_')
        : `Column${position + 1}`;
    }
    case 'call': {
      const first = expression.args[0];
      if (first?.kind === 'member' && conversions.includes(expression.name)) {
        return defaultName(first, position);
      }
      if (
        ['bin', 'floor', 'startofday', 'startofhour'].includes(expression.name)
      ) {
        return first?.kind === 'column' ? first.name : `Column${position + 1}`;
      }
      return first?.kind === 'column'
        ? `${expression.name}_${first.name}`
        : `${expression.name}_`;
    }
    default:
      return `Column${position + 1}`;
  }
}

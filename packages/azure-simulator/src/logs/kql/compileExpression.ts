import { memberOf } from '../../http/json';
import { Arity, fitsArity } from '../../text/Arity';
import { Expression, Pipeline } from './ast';
import { functions } from './functions';
import { KqlError } from './KqlError';
import { readPattern } from './readPattern';
import {
  arithmetic,
  arithmeticType,
  compare,
  orders,
  textTests,
} from './scalarOperators';
import { Compiled, Scope, unresolved } from './Scope';
import {
  KqlDateTime,
  KqlTimeSpan,
  KqlType,
  toNumber,
  toText,
  Value,
  valueKey,
} from './Value';

/** The type that a value has by itself. */
export function typeOfValue(value: Value): KqlType {
  if (value instanceof KqlDateTime) {
    return 'datetime';
  }
  if (value instanceof KqlTimeSpan) {
    return 'timespan';
  }
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return Number.isInteger(value) ? 'long' : 'real';
    case 'boolean':
      return 'bool';
    default:
      return value === null ? 'string' : 'dynamic';
  }
}

function compileBinary(
  expression: Extract<Expression, { kind: 'binary' }>,
  scope: Scope,
): Compiled {
  const { operator } = expression;
  const left = compile(expression.left, scope);
  const right = compile(expression.right, scope);
  if (operator === 'and') {
    return {
      type: 'bool',
      evaluate: row =>
        left.evaluate(row) === true && right.evaluate(row) === true,
    };
  }
  if (operator === 'or') {
    return {
      type: 'bool',
      evaluate: row =>
        left.evaluate(row) === true || right.evaluate(row) === true,
    };
  }
  const negated = operator.startsWith('!') && operator !== '!=';
  const positive = operator === '!~' ? '=~' : operator.replace(/^!(?!=)/, '');
  const test = memberOf(textTests, positive);
  if (test) {
    if (positive === 'matches regex' && expression.right.kind === 'literal') {
      // Refused also where no row is asked.
      readPattern(toText(expression.right.value));
    }
    return {
      type: 'bool',
      evaluate: row =>
        test(toText(left.evaluate(row)), toText(right.evaluate(row))) !==
        negated,
    };
  }
  if (operator === '!=' || memberOf(orders, operator)) {
    const wrong =
      (left.type === 'datetime') !== (right.type === 'datetime') &&
      left.type !== 'dynamic' &&
      right.type !== 'dynamic';
    if (wrong) {
      throw new KqlError(
        'semantic',
        `'${scope.operator}' operator: Cannot compare values of types ${left.type} and ${right.type}. Try adding explicit casts`,
      );
    }
    return {
      type: 'bool',
      evaluate: row =>
        compare(operator, left.evaluate(row), right.evaluate(row)),
    };
  }
  return {
    type: arithmeticType(operator, left.type, right.type),
    evaluate: row =>
      arithmetic(operator, left.evaluate(row), right.evaluate(row)),
  };
}

/** The table of an inner query, and its first column. */
function firstColumn(pipeline: Pipeline, scope: Scope) {
  const table = scope.run(pipeline);
  const column = table.columns.at(0);
  if (!column) {
    throw new KqlError(
      'semantic',
      `'${scope.operator}' operator: the inner query has no column`,
    );
  }
  return { table, column };
}

function compileIn(
  expression: Extract<Expression, { kind: 'in' }>,
  scope: Scope,
): Compiled {
  const operand = compile(expression.operand, scope);
  const key = (value: Value) =>
    expression.ignoreCase
      ? valueKey(toText(value).toLowerCase())
      : valueKey(value);
  const contains = (values: Value[], value: Value) =>
    values
      .flatMap(item => (Array.isArray(item) ? item : [item]))
      .some(item => key(item) === key(value));
  if (!Array.isArray(expression.list)) {
    const { table, column } = firstColumn(expression.list, scope);
    const values = table.rows.map(row => row[column.name] ?? null);
    return {
      type: 'bool',
      evaluate: row =>
        contains(values, operand.evaluate(row)) !== expression.negated,
    };
  }
  const list = expression.list.map(item => compile(item, scope));
  return {
    type: 'bool',
    evaluate: row =>
      contains(
        list.map(item => item.evaluate(row)),
        operand.evaluate(row),
      ) !== expression.negated,
  };
}

function memberOfBag(value: Value, name: string): Value {
  return typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof KqlDateTime) &&
    !(value instanceof KqlTimeSpan)
    ? memberOf(value, name) ?? null
    : null;
}

/** What a function says of its arguments, as the service words it. */
function expected([least, most = least, step]: Arity): string {
  if (least === most) {
    return `function expects ${least} argument(s)`;
  }
  if (step === 2) {
    return `function expects an odd number of arguments, at least ${least}`;
  }
  return most === Infinity
    ? `function expects at least ${least} argument(s)`
    : `function expects ${least} to ${most} arguments`;
}

function compileCall(
  expression: Extract<Expression, { kind: 'call' }>,
  scope: Scope,
): Compiled {
  const { name } = expression;
  if (name === 'column_ifexists') {
    const [wanted, otherwise] = expression.args;
    if (expression.args.length !== 2) {
      throw new KqlError('semantic', `${name}(): ${expected([2])}.`);
    }
    const column = wanted.kind === 'literal' ? toText(wanted.value) : undefined;
    return column !== undefined && scope.columns.has(column)
      ? compile({ kind: 'column', name: column }, scope)
      : compile(otherwise, scope);
  }
  const found = memberOf(functions, name);
  if (!found) {
    throw new KqlError('semantic', `Unknown function: '${name}'.`);
  }
  if (!fitsArity(found.arity, expression.args.length)) {
    throw new KqlError('semantic', `${name}(): ${expected(found.arity)}.`);
  }
  const [first] = expression.args;
  if (name === 'extract' && first.kind === 'literal') {
    // Refused also where no row is asked.
    readPattern(toText(first.value));
  }
  const args = expression.args.map(arg => compile(arg, scope));
  return {
    type: found.type(args.map(arg => arg.type)),
    evaluate: row =>
      found.evaluate(
        args.map(arg => arg.evaluate(row)),
        scope.now,
      ),
  };
}

/** Prepares an expression; refuses names that the scope does not have. */
export function compile(expression: Expression, scope: Scope): Compiled {
  switch (expression.kind) {
    case 'literal':
      return {
        type: typeOfValue(expression.value),
        evaluate: () => expression.value,
      };
    case 'column': {
      const { name } = expression;
      const type = scope.columns.get(name);
      if (type !== undefined) {
        return { type, evaluate: row => row[name] ?? null };
      }
      const scalar = scope.scalars.get(name);
      if (scalar) {
        return { type: scalar.type, evaluate: () => scalar.value };
      }
      throw unresolved(scope.operator, name);
    }
    case 'call':
      return compileCall(expression, scope);
    case 'unary': {
      const operand = compile(expression.operand, scope);
      return {
        type: operand.type,
        evaluate: row => {
          const value = operand.evaluate(row);
          const number = toNumber(value);
          if (number === null) {
            return null;
          }
          return value instanceof KqlTimeSpan
            ? new KqlTimeSpan(-number)
            : -number;
        },
      };
    }
    case 'binary':
      return compileBinary(expression, scope);
    case 'member': {
      const object = compile(expression.object, scope);
      return {
        type: 'dynamic',
        evaluate: row => memberOfBag(object.evaluate(row), expression.name),
      };
    }
    case 'index': {
      const object = compile(expression.object, scope);
      const index = compile(expression.index, scope);
      return {
        type: 'dynamic',
        evaluate: row => {
          const [value, key] = [object.evaluate(row), index.evaluate(row)];
          if (Array.isArray(value) && typeof key === 'number') {
            return value[key < 0 ? value.length + key : key] ?? null;
          }
          return memberOfBag(value, toText(key));
        },
      };
    }
    case 'in':
      return compileIn(expression, scope);
    case 'between': {
      const [operand, low, high] = [
        expression.operand,
        expression.low,
        expression.high,
      ].map(part => compile(part, scope));
      return {
        type: 'bool',
        evaluate: row => {
          const value = operand.evaluate(row);
          const from = low.evaluate(row);
          let to = high.evaluate(row);
          if (from instanceof KqlDateTime && to instanceof KqlTimeSpan) {
            to = new KqlDateTime(from.milliseconds + to.milliseconds);
          }
          const inside =
            compare('>=', value, from) === true &&
            compare('<=', value, to) === true;
          return inside !== expression.negated;
        },
      };
    }
    case 'scalar': {
      const { table, column } = firstColumn(expression.pipeline, scope);
      const value = table.rows[0]?.[column.name] ?? null;
      return { type: column.type, evaluate: () => value };
    }
    case 'star':
    default:
      throw new KqlError(
        'semantic',
        `'${scope.operator}' operator: '*' is not allowed here`,
      );
  }
}

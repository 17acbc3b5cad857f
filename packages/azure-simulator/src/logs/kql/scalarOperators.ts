import { hasTerm } from './functions';
import { readPattern } from './readPattern';
import {
  compareValues,
  KqlDateTime,
  KqlTimeSpan,
  KqlType,
  toNumber,
  Value,
} from './Value';

type TextTest = (text: string, part: string) => boolean;

/** Operators that compare two texts. */
export const textTests: Record<string, TextTest> = {
  has: hasTerm,
  has_cs: (text, part) => hasTerm(text, part) && text.includes(part),
  contains: (text, part) => text.toLowerCase().includes(part.toLowerCase()),
  contains_cs: (text, part) => text.includes(part),
  startswith: (text, part) => text.toLowerCase().startsWith(part.toLowerCase()),
  startswith_cs: (text, part) => text.startsWith(part),
  endswith: (text, part) => text.toLowerCase().endsWith(part.toLowerCase()),
  endswith_cs: (text, part) => text.endsWith(part),
  'matches regex': (text, part) => readPattern(part).find(text) !== undefined,
  '=~': (text, part) => text.toLowerCase() === part.toLowerCase(),
};

/** Operators that ask for an order of two values. */
export const orders: Record<string, (order: number) => boolean> = {
  '==': order => order === 0,
  '<': order => order < 0,
  '>': order => order > 0,
  '<=': order => order <= 0,
  '>=': order => order >= 0,
};

/** Compares two values; a null equals nothing. */
export function compare(operator: string, left: Value, right: Value): Value {
  if (operator === '!=') {
    const order = compareValues(left, right);
    return order === undefined ? left !== right : order !== 0;
  }
  const order = compareValues(left, right);
  return order === undefined ? false : orders[operator](order);
}

/** Calculates with numbers, instants and spans. */
export function arithmetic(operator: string, left: Value, right: Value): Value {
  const [one, other] = [toNumber(left), toNumber(right)];
  if (one === null || other === null) {
    return null;
  }
  const results: Record<string, number> = {
    '+': one + other,
    '-': one - other,
    '*': one * other,
    '/':
      Number.isInteger(left) && Number.isInteger(right)
        ? Math.trunc(one / other)
        : one / other,
    '%': one % other,
  };
  const result = results[operator];
  if (!Number.isFinite(result)) {
    return null;
  }
  const instants = [left, right].filter(
    value => value instanceof KqlDateTime,
  ).length;
  if (instants === 1) {
    return new KqlDateTime(result);
  }
  const spans = [left, right].some(value => value instanceof KqlTimeSpan);
  if (instants === 2 || (spans && operator !== '/')) {
    return new KqlTimeSpan(result);
  }
  return result;
}

/** The type of a calculation. */
export function arithmeticType(
  operator: string,
  left: KqlType,
  right: KqlType,
): KqlType {
  const types = [left, right];
  const instants = types.filter(type => type === 'datetime').length;
  if (instants === 1) {
    return 'datetime';
  }
  if (instants === 2) {
    return 'timespan';
  }
  if (types.includes('timespan')) {
    return operator === '/' && left === right ? 'real' : 'timespan';
  }
  return types.includes('real') ? 'real' : 'long';
}

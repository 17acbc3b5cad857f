import { toTicksIso } from '../../clock/format';

/** Types of columns and expressions. */
export type KqlType =
  | 'string'
  | 'int'
  | 'long'
  | 'real'
  | 'bool'
  | 'datetime'
  | 'timespan'
  | 'dynamic';

/** An instant. */
export class KqlDateTime {
  constructor(readonly milliseconds: number) {}
}

/** A span of time. */
export class KqlTimeSpan {
  constructor(readonly milliseconds: number) {}
}

/** A value; arrays and plain objects are dynamic values. */
export type Value =
  | null
  | string
  | number
  | boolean
  | KqlDateTime
  | KqlTimeSpan
  | Value[]
  | { [name: string]: Value };

/** A table on its way through the operators. */
export interface Table {
  columns: { name: string; type: KqlType }[];
  rows: Record<string, Value>[];
}

/** A span as Kusto writes it: `1.02:03:04`. */
function timeSpanText(milliseconds: number): string {
  const sign = milliseconds < 0 ? '-' : '';
  const seconds = Math.floor(Math.abs(milliseconds) / 1000);
  const fraction = Math.abs(milliseconds) % 1000;
  const pad = (number: number) => String(number).padStart(2, '0');
  const days = Math.floor(seconds / 86_400);
  return `${sign}${days > 0 ? `${days}.` : ''}${pad(
    Math.floor(seconds / 3600) % 24,
  )}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}${
    fraction === 0 ? '' : `.${String(fraction).padStart(3, '0')}0000`
  }`;
}

/** A value as JSON: inside dynamic values and in answers. */
export function toJson(value: Value): unknown {
  if (value instanceof KqlDateTime) {
    return toTicksIso(value.milliseconds);
  }
  if (value instanceof KqlTimeSpan) {
    return timeSpanText(value.milliseconds);
  }
  if (Array.isArray(value)) {
    return value.map(toJson);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, toJson(item)]),
    );
  }
  return value;
}

/** `tostring()`. */
export function toText(value: Value): string {
  if (value === null) {
    return '';
  }
  if (typeof value === 'string') {
    return value;
  }
  if (typeof value === 'boolean') {
    return value ? 'true' : 'false';
  }
  const json = toJson(value);
  return typeof json === 'string' ? json : JSON.stringify(json);
}

/** The number in a value, or null. */
export function toNumber(value: Value): number | null {
  if (value === null || value === '') {
    return null;
  }
  if (value instanceof KqlDateTime || value instanceof KqlTimeSpan) {
    return value.milliseconds;
  }
  const number = Number(value);
  return Number.isNaN(number) ? null : number;
}

/** Order of two values of one type; undefined when they cannot be compared. */
export function compareValues(one: Value, other: Value): number | undefined {
  if (one === null || other === null) {
    return undefined;
  }
  if (typeof one === 'string' && typeof other === 'string') {
    if (one === other) {
      return 0;
    }
    return one < other ? -1 : 1;
  }
  const [left, right] = [toNumber(one), toNumber(other)];
  if (left === null || right === null) {
    const [first, second] = [toText(one), toText(other)];
    if (first === second) {
      return 0;
    }
    return first < second ? -1 : 1;
  }
  return left - right;
}

/** A key that is equal for equal values. */
export function valueKey(value: Value): string {
  return `${typeof value}:${toText(value)}`;
}

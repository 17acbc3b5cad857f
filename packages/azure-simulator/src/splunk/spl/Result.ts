import { memberOf } from '../../http/json';

/** A field's value: Splunk knows texts, and several of them. */
export type FieldValue = string | string[];

/** An event or a row of a table on its way through the pipeline. */
export type Result = Record<string, FieldValue>;

/** What flows from command to command. */
export interface ResultSet {
  results: Result[];
  /** Field order of a table; undefined while the results are events. */
  fields: string[] | undefined;
}

/** What a result has in a field; never what every object inherits. */
export function fieldOf(result: Result, name: string): FieldValue | undefined {
  return memberOf(result, name);
}

/** The first of a field's values, or undefined. */
export function firstOf(value: FieldValue | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/** All values of a field. */
export function allOf(value: FieldValue | undefined): string[] {
  if (value === undefined) {
    return [];
  }
  return Array.isArray(value) ? value : [value];
}

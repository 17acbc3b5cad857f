/**
 * A required property in a document: a path through its schemas. `[]` leads
 * into the items of an array, `{}` into members of any name, `<Kind>` to a
 * subtype.
 */
export type SchemaPath = string;

/** Where a value holds a required property. */
export interface Occurrence {
  /** Names and indices from the body's root. */
  pointer: (string | number)[];
  /** JSON types that the property's schema admits; empty: any. */
  types: string[];
}

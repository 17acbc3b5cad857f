/** A query that the service refuses: its syntax, or what it names. */
export class KqlError extends Error {
  readonly name = 'KqlError';

  constructor(
    readonly kind: 'syntax' | 'semantic',
    message: string,
    /** Offset in the query of a syntax error. */
    readonly position?: number,
  ) {
    super(message);
  }
}

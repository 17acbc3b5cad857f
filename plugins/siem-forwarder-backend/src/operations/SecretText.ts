import { inspect } from 'node:util';

const MASK = '[secret]';

/**
 * The text of a secret, wrapped so that no log, error, JSON or debugger shows
 * it by accident.
 *
 * @remarks
 * Only {@link SecretText.reveal} gives the text; call it where it is delivered
 * and nowhere else.
 */
export class SecretText {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  static of(text: string): SecretText {
    return new SecretText(text);
  }

  /** The text itself, for the vault or the SIEM. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [Symbol.toPrimitive](): string {
    return MASK;
  }

  [inspect.custom](): string {
    return MASK;
  }
}

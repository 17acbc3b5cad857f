import { ParseBounds } from '../../text/ParseBounds';
import { KqlError } from './KqlError';
import { KqlToken, tokenize } from './tokenize';

/** Walks over the tokens of a query. */
export class TokenReader {
  readonly #tokens: KqlToken[];
  #position = 0;
  readonly #bounds = new ParseBounds(reason => {
    const token = this.peek();
    throw new KqlError(
      'syntax',
      `Query could not be parsed at '${token.text}': ${reason}`,
      token.position,
    );
  });

  constructor(query: string) {
    this.#tokens = tokenize(query);
  }

  peek(offset = 0): KqlToken {
    return this.#tokens[
      Math.min(this.#position + offset, this.#tokens.length - 1)
    ];
  }

  take(): KqlToken {
    const token = this.peek();
    this.#position += 1;
    return token;
  }

  fail(token: KqlToken = this.peek()): never {
    throw new KqlError(
      'syntax',
      `Query could not be parsed at '${token.text}'`,
      token.position,
    );
  }

  /** Parses what stands one level deeper. */
  nest<T>(parse: () => T): T {
    return this.#bounds.nest(parse);
  }

  /** Takes the operator of a chain such as `a or b or c`. */
  takeLink(): KqlToken {
    this.#bounds.link();
    return this.take();
  }

  isSymbol(text: string, offset = 0): boolean {
    const token = this.peek(offset);
    return token.kind === 'symbol' && token.text === text;
  }

  isName(text: string, offset = 0): boolean {
    const token = this.peek(offset);
    return token.kind === 'name' && token.text === text;
  }

  skipSymbol(text: string): boolean {
    if (!this.isSymbol(text)) {
      return false;
    }
    this.take();
    return true;
  }

  skipName(text: string): boolean {
    if (!this.isName(text)) {
      return false;
    }
    this.take();
    return true;
  }

  expectSymbol(text: string): void {
    if (!this.skipSymbol(text)) {
      this.fail();
    }
  }

  expectName(text?: string): string {
    const token = this.peek();
    if (token.kind !== 'name' || (text !== undefined && token.text !== text)) {
      this.fail();
    }
    return this.take().text;
  }

  /** The name of a column that the query makes: none that every object inherits. */
  takeColumnName(): string {
    const name = this.expectName();
    if (name in Object.prototype) {
      throw new KqlError(
        'semantic',
        `The simulator's tables have no column named '${name}': the name is one of JavaScript's own. Choose another.`,
      );
    }
    return name;
  }

  /** A name that may hold hyphens, such as `mv-expand`. */
  takeOperatorName(): KqlToken {
    const first = this.peek();
    if (first.kind !== 'name') {
      this.fail();
    }
    this.take();
    let text = first.text;
    while (
      this.isSymbol('-') &&
      this.peek().adjacent &&
      this.peek(1).kind === 'name' &&
      this.peek(1).adjacent
    ) {
      this.take();
      text += `-${this.take().text}`;
    }
    return { ...first, text };
  }

  atEnd(): boolean {
    return this.peek().kind === 'end';
  }

  /** Where the reader stands, to come back to. */
  mark(): number {
    return this.#position;
  }

  reset(mark: number): void {
    this.#position = mark;
  }
}

import { KqlError } from './KqlError';
import { KqlToken, tokenize } from './tokenize';

/** Walks over the tokens of a query. */
export class TokenReader {
  readonly #tokens: KqlToken[];
  #position = 0;

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

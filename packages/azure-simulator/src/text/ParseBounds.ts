/** Levels of parentheses, calls and negations that a query may have. */
const deepest = 200;

/** Binary operators and members of one query, each of which makes the expression a level deeper. */
const longest = 1000;

/**
 * Bounds how deep the expressions of one query become: parsers and evaluators
 * descend by recursion, and what has no bound would exhaust the stack.
 */
export class ParseBounds {
  #depth = 0;
  #links = 0;

  /** @param refuse - throws the language's own error */
  constructor(private readonly refuse: (reason: string) => never) {}

  /** Parses what stands one level deeper. */
  nest<T>(parse: () => T): T {
    if (this.#depth >= deepest) {
      return this.refuse(
        `it is nested more than ${deepest} levels deep; the simulator takes no more`,
      );
    }
    this.#depth += 1;
    try {
      return parse();
    } finally {
      this.#depth -= 1;
    }
  }

  /** Counts an operator of a chain such as `a or b or c`. */
  link(): void {
    this.#links += 1;
    if (this.#links > longest) {
      this.refuse(
        `it chains more than ${longest} operators; the simulator takes no more (a list of values goes behind 'in')`,
      );
    }
  }
}

import { memberOf } from '../../http/json';
import { fitsArity } from '../../text/Arity';
import { ParseBounds } from '../../text/ParseBounds';
import { SplError } from './SplError';
import {
  Evaluate,
  evalFunctions,
  EvalValue,
  numeric,
  text,
  truthy,
} from './evalFunctions';
import { fieldOf, firstOf, Result } from './Result';

const tokenPattern =
  /\s*(?:(\d+(?:\.\d+)?)|"((?:[^"\\]|\\.)*)"|'([^']+)'|([A-Za-z_][\w.{}:]*)|(==|!=|<=|>=|[-+*/%.=<>(),]))/y;

interface Token {
  kind: 'number' | 'string' | 'field' | 'name' | 'symbol';
  text: string;
}

function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < expression.trimEnd().length) {
    const match = tokenPattern.exec(expression);
    if (!match) {
      throw new SplError(`The expression is malformed: '${expression}'.`);
    }
    const [, number, string, field, name, symbol] = match;
    if (number !== undefined) {
      tokens.push({ kind: 'number', text: number });
    } else if (string !== undefined) {
      tokens.push({ kind: 'string', text: string.replace(/\\(.)/g, '$1') });
    } else if (field !== undefined) {
      tokens.push({ kind: 'field', text: field });
    } else if (name !== undefined) {
      tokens.push({ kind: 'name', text: name });
    } else {
      tokens.push({ kind: 'symbol', text: symbol });
    }
  }
  return tokens;
}

function compare(left: EvalValue, operator: string, right: EvalValue): boolean {
  if (left === null || right === null) {
    return false;
  }
  const numbers = [numeric(left), numeric(right)];
  const order = numbers.some(Number.isNaN)
    ? String(left).localeCompare(String(right))
    : numbers[0] - numbers[1];
  switch (operator) {
    case '=':
    case '==':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '>':
      return order > 0;
    case '<=':
      return order <= 0;
    default:
      return order >= 0;
  }
}

class Parser {
  #position = 0;

  readonly #bounds = new ParseBounds(reason => {
    throw new SplError(`The expression is malformed: ${reason}.`);
  });

  constructor(private readonly tokens: Token[]) {}

  #symbol(...texts: string[]): string | undefined {
    const token = this.tokens[this.#position];
    if (token?.kind === 'symbol' && texts.includes(token.text)) {
      this.#position += 1;
      return token.text;
    }
    return undefined;
  }

  #word(word: string): boolean {
    const token = this.tokens[this.#position];
    if (token?.kind === 'name' && token.text.toUpperCase() === word) {
      this.#position += 1;
      return true;
    }
    return false;
  }

  parse(): Evaluate {
    const expression = this.#or();
    const rest = this.tokens[this.#position];
    if (rest) {
      throw new SplError(
        `The expression is malformed. Unexpected '${rest.text}'.`,
      );
    }
    return expression;
  }

  #or(): Evaluate {
    let left = this.#and();
    while (this.#word('OR')) {
      this.#bounds.link();
      const [one, other] = [left, this.#and()];
      left = (result, now) =>
        truthy(one(result, now)) || truthy(other(result, now));
    }
    return left;
  }

  #and(): Evaluate {
    let left = this.#not();
    while (this.#word('AND')) {
      this.#bounds.link();
      const [one, other] = [left, this.#not()];
      left = (result, now) =>
        truthy(one(result, now)) && truthy(other(result, now));
    }
    return left;
  }

  #not(): Evaluate {
    if (this.#word('NOT')) {
      const inner = this.#bounds.nest(() => this.#not());
      return (result, now) => !truthy(inner(result, now));
    }
    return this.#comparison();
  }

  #comparison(): Evaluate {
    const left = this.#sum();
    const operator = this.#symbol('==', '!=', '<=', '>=', '=', '<', '>');
    if (!operator) {
      return left;
    }
    const right = this.#sum();
    return (result, now) =>
      compare(left(result, now), operator, right(result, now));
  }

  #sum(): Evaluate {
    let left = this.#product();
    for (;;) {
      const operator = this.#symbol('+', '-', '.');
      if (!operator) {
        return left;
      }
      this.#bounds.link();
      const [one, other] = [left, this.#product()];
      left = (result, now) => {
        const [first, second] = [one(result, now), other(result, now)];
        if (first === null || second === null) {
          return null;
        }
        const numbers = [numeric(first), numeric(second)];
        if (
          operator === '.' ||
          (operator === '+' && numbers.some(Number.isNaN))
        ) {
          return `${text(first)}${text(second)}`;
        }
        return operator === '+'
          ? numbers[0] + numbers[1]
          : numbers[0] - numbers[1];
      };
    }
  }

  #product(): Evaluate {
    let left = this.#primary();
    for (;;) {
      const operator = this.#symbol('*', '/', '%');
      if (!operator) {
        return left;
      }
      this.#bounds.link();
      const [one, other] = [left, this.#primary()];
      left = (result, now) => {
        const [first, second] = [
          numeric(one(result, now)),
          numeric(other(result, now)),
        ];
        let value = first * second;
        if (operator !== '*') {
          value = operator === '/' ? first / second : first % second;
        }
        return Number.isFinite(value) ? value : null;
      };
    }
  }

  #primary(): Evaluate {
    if (this.#symbol('(')) {
      const inner = this.#bounds.nest(() => this.#or());
      if (!this.#symbol(')')) {
        throw new SplError('The expression is malformed. Expected ).');
      }
      return inner;
    }
    if (this.#symbol('-')) {
      const inner = this.#bounds.nest(() => this.#primary());
      return (result, now) => -numeric(inner(result, now));
    }
    const token = this.tokens[this.#position];
    this.#position += 1;
    switch (token?.kind) {
      case 'number': {
        const value = Number(token.text);
        return () => value;
      }
      case 'string':
        return () => token.text;
      case 'field':
        return result => firstOf(fieldOf(result, token.text)) ?? null;
      case 'name':
        return this.#symbol('(')
          ? this.#call(token.text)
          : this.#field(token.text);
      default:
        throw new SplError('The expression is malformed.');
    }
  }

  #field(name: string): Evaluate {
    return result => firstOf(fieldOf(result, name)) ?? null;
  }

  #call(name: string): Evaluate {
    const args: Evaluate[] = [];
    while (!this.#symbol(')')) {
      args.push(this.#bounds.nest(() => this.#or()));
      if (!this.#symbol(',') && this.tokens[this.#position]?.text !== ')') {
        throw new SplError('The expression is malformed. Expected ).');
      }
    }
    const found = memberOf(evalFunctions, name.toLowerCase());
    if (!found) {
      throw new SplError(`The '${name}' function is unsupported or undefined.`);
    }
    if (!fitsArity(found.arity, args.length)) {
      throw new SplError(
        `The arguments to the '${name}' function are invalid.`,
      );
    }
    return (result, now) => found.evaluate(args, result, now);
  }
}

/** Parses an expression of `eval`, `where` or `count(eval(...))`. */
export function parseEval(expression: string): Evaluate {
  return new Parser(tokensOf(expression)).parse();
}

/** Whether an expression of `where` holds. */
export function parseWhere(
  expression: string,
): (result: Result, now: number) => boolean {
  const evaluate = parseEval(expression);
  return (result, now) => truthy(evaluate(result, now));
}

/** A value as a field holds it; null makes no field. */
export function toField(value: EvalValue): string | undefined {
  return value === null ? undefined : String(value);
}

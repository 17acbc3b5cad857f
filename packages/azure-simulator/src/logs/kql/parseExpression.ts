import { Expression, NamedExpression, Pipeline } from './ast';
import { parseDynamicLiteral, parseTimeLiteral } from './parseLiterals';
import { timespanMilliseconds } from './tokenize';
import { TokenReader } from './TokenReader';
import { KqlTimeSpan } from './Value';

/** Operators that compare texts; each may be negated with `!`. */
const textOperators = [
  'has',
  'has_cs',
  'contains',
  'contains_cs',
  'startswith',
  'startswith_cs',
  'endswith',
  'endswith_cs',
];

/** Parses expressions; pipelines inside them are parsed by the caller. */
export class ExpressionParser {
  constructor(
    private readonly reader: TokenReader,
    private readonly parsePipeline: () => Pipeline,
  ) {}

  /** `name = expression`, or an expression. */
  named(): NamedExpression {
    const { reader } = this;
    if (reader.peek().kind === 'name' && reader.isSymbol('=', 1)) {
      const name = reader.takeColumnName();
      reader.take();
      return { name, expression: this.expression() };
    }
    return { name: undefined, expression: this.expression() };
  }

  namedList(): NamedExpression[] {
    const list = [this.named()];
    while (this.reader.skipSymbol(',')) {
      list.push(this.named());
    }
    return list;
  }

  expression(): Expression {
    return this.reader.nest(() => this.#or());
  }

  #or(): Expression {
    let left = this.#and();
    while (this.reader.isName('or')) {
      this.reader.takeLink();
      left = { kind: 'binary', operator: 'or', left, right: this.#and() };
    }
    return left;
  }

  #and(): Expression {
    let left = this.#comparison();
    while (this.reader.isName('and')) {
      this.reader.takeLink();
      left = {
        kind: 'binary',
        operator: 'and',
        left,
        right: this.#comparison(),
      };
    }
    return left;
  }

  #comparison(): Expression {
    const { reader } = this;
    const left = this.#sum();
    const token = reader.peek();
    if (
      token.kind === 'symbol' &&
      ['==', '!=', '=~', '!~', '<', '>', '<=', '>='].includes(token.text)
    ) {
      reader.take();
      return {
        kind: 'binary',
        operator: token.text,
        left,
        right: this.#sum(),
      };
    }
    if (token.kind !== 'name') {
      return left;
    }
    const negated = token.text.startsWith('!');
    const word = token.text.replace(/^!/, '');
    if (textOperators.includes(word)) {
      reader.take();
      return {
        kind: 'binary',
        operator: token.text,
        left,
        right: this.#sum(),
      };
    }
    if (word === 'has_any' || word === 'has_all') {
      reader.take();
      return {
        kind: 'call',
        name: word,
        args: [left, ...this.#arguments()],
      };
    }
    if (word === 'matches') {
      reader.take();
      reader.expectName('regex');
      return {
        kind: 'binary',
        operator: 'matches regex',
        left,
        right: this.#sum(),
      };
    }
    if (word === 'in' || word === 'in~') {
      reader.take();
      return {
        kind: 'in',
        operand: left,
        list: this.#inList(),
        negated,
        ignoreCase: word === 'in~',
      };
    }
    if (word === 'between') {
      reader.take();
      reader.expectSymbol('(');
      const low = this.#sum();
      reader.expectSymbol('..');
      const high = this.#sum();
      reader.expectSymbol(')');
      return { kind: 'between', operand: left, low, high, negated };
    }
    return left;
  }

  /** The list after `in`: expressions, or a pipeline that gives one column. */
  #inList(): Expression[] | Pipeline {
    const { reader } = this;
    const mark = reader.mark();
    reader.expectSymbol('(');
    if (
      reader.isSymbol('(') ||
      (reader.peek().kind === 'name' && reader.isSymbol('|', 1))
    ) {
      const pipeline = this.parsePipeline();
      reader.expectSymbol(')');
      return pipeline;
    }
    reader.reset(mark);
    return this.#arguments();
  }

  #sum(): Expression {
    let left = this.#product();
    for (;;) {
      const token = this.reader.peek();
      if (
        token.kind !== 'symbol' ||
        (token.text !== '+' && token.text !== '-')
      ) {
        return left;
      }
      this.reader.takeLink();
      left = {
        kind: 'binary',
        operator: token.text,
        left,
        right: this.#product(),
      };
    }
  }

  #product(): Expression {
    let left = this.#unary();
    for (;;) {
      const token = this.reader.peek();
      if (token.kind !== 'symbol' || !['*', '/', '%'].includes(token.text)) {
        return left;
      }
      this.reader.takeLink();
      left = {
        kind: 'binary',
        operator: token.text,
        left,
        right: this.#unary(),
      };
    }
  }

  #unary(): Expression {
    if (this.reader.skipSymbol('-')) {
      return {
        kind: 'unary',
        operator: '-',
        operand: this.reader.nest(() => this.#unary()),
      };
    }
    return this.#postfix();
  }

  #postfix(): Expression {
    const { reader } = this;
    let expression = this.#primary();
    for (;;) {
      if (reader.isSymbol('.')) {
        reader.takeLink();
        expression = {
          kind: 'member',
          object: expression,
          name: reader.expectName(),
        };
      } else if (reader.isSymbol('[')) {
        reader.takeLink();
        const index = this.expression();
        reader.expectSymbol(']');
        expression = { kind: 'index', object: expression, index };
      } else {
        return expression;
      }
    }
  }

  #arguments(): Expression[] {
    const { reader } = this;
    reader.expectSymbol('(');
    const args: Expression[] = [];
    while (!reader.skipSymbol(')')) {
      args.push(
        reader.isSymbol('*') &&
          (reader.isSymbol(')', 1) || reader.isSymbol(',', 1))
          ? this.#star()
          : this.expression(),
      );
      if (!reader.skipSymbol(',') && !reader.isSymbol(')')) {
        reader.fail();
      }
    }
    return args;
  }

  #star(): Expression {
    this.reader.take();
    return { kind: 'star' };
  }

  #primary(): Expression {
    const { reader } = this;
    if (reader.skipSymbol('(')) {
      const inner = this.expression();
      reader.expectSymbol(')');
      return inner;
    }
    const token = reader.peek();
    switch (token.kind) {
      case 'string':
        reader.take();
        return { kind: 'literal', value: token.text };
      case 'number':
        reader.take();
        return { kind: 'literal', value: Number(token.text) };
      case 'timespan':
        reader.take();
        return {
          kind: 'literal',
          value: new KqlTimeSpan(timespanMilliseconds(token.text) ?? 0),
        };
      case 'name':
        return this.#nameOrCall();
      default:
        return reader.fail();
    }
  }

  #nameOrCall(): Expression {
    const { reader } = this;
    const name = reader.take().text;
    if (!reader.isSymbol('(')) {
      if (name === 'true' || name === 'false') {
        return { kind: 'literal', value: name === 'true' };
      }
      return { kind: 'column', name };
    }
    if (name === 'datetime' || name === 'timespan') {
      return { kind: 'literal', value: parseTimeLiteral(reader, name) };
    }
    if (name === 'dynamic') {
      return { kind: 'literal', value: parseDynamicLiteral(reader) };
    }
    if (name === 'toscalar') {
      reader.take();
      const pipeline = this.parsePipeline();
      reader.expectSymbol(')');
      return { kind: 'scalar', pipeline };
    }
    return { kind: 'call', name, args: this.#arguments() };
  }
}

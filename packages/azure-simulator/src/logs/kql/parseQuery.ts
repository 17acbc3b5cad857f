import { memberOf } from '../../http/json';
import {
  JoinKind,
  NamedExpression,
  Operator,
  Pipeline,
  Query,
  Source,
} from './ast';
import { KqlError } from './KqlError';
import { ExpressionParser } from './parseExpression';
import { TokenReader } from './TokenReader';

const joinKinds: readonly JoinKind[] = [
  'inner',
  'innerunique',
  'leftouter',
  'rightouter',
  'fullouter',
  'leftsemi',
  'leftanti',
];

class QueryParser {
  readonly #reader: TokenReader;
  readonly #expressions: ExpressionParser;

  constructor(query: string) {
    this.#reader = new TokenReader(query);
    this.#expressions = new ExpressionParser(this.#reader, () =>
      this.#pipeline(),
    );
  }

  parse(): Query {
    const reader = this.#reader;
    const lets: Query['lets'] = [];
    while (reader.isName('let')) {
      reader.take();
      const name = reader.expectName();
      reader.expectSymbol('=');
      lets.push(this.#let(name));
      reader.expectSymbol(';');
    }
    const pipeline = this.#pipeline();
    reader.skipSymbol(';');
    if (!reader.atEnd()) {
      reader.fail();
    }
    return { lets, pipeline };
  }

  /** A `let`: a pipeline when it begins as one, else a scalar. */
  #let(name: string): Query['lets'][number] {
    const reader = this.#reader;
    const mark = reader.mark();
    if (reader.peek().kind === 'name' && !reader.isSymbol('(', 1)) {
      const pipeline = this.#pipeline();
      if (pipeline.operators.length > 0 || pipeline.source.kind !== 'table') {
        return { name, kind: 'tabular', pipeline };
      }
      if (
        reader.isSymbol(';') &&
        !['true', 'false'].includes(pipeline.source.name)
      ) {
        return { name, kind: 'tabular', pipeline };
      }
      reader.reset(mark);
    }
    return {
      name,
      kind: 'scalar',
      expression: this.#expressions.expression(),
    };
  }

  #pipeline(): Pipeline {
    const source = this.#source();
    const operators: Operator[] = [];
    while (this.#reader.skipSymbol('|')) {
      operators.push(this.#operator());
    }
    return { source, operators };
  }

  #source(): Source {
    return this.#reader.nest(() => this.#innerSource());
  }

  #innerSource(): Source {
    const reader = this.#reader;
    if (reader.skipSymbol('(')) {
      const pipeline = this.#pipeline();
      reader.expectSymbol(')');
      return { kind: 'pipeline', pipeline };
    }
    if (reader.isName('union')) {
      reader.take();
      return { kind: 'union', sources: this.#unionSources() };
    }
    if (reader.isName('print')) {
      reader.take();
      return { kind: 'print', columns: this.#expressions.namedList() };
    }
    return { kind: 'table', name: reader.expectName() };
  }

  #unionSources(): Pipeline[] {
    const reader = this.#reader;
    while (reader.peek().kind === 'name' && reader.isSymbol('=', 1)) {
      // `kind=outer`, `isfuzzy=true`: outer is what is done here.
      const name = reader.take().text;
      reader.take();
      const value = reader.take().text;
      if (name !== 'isfuzzy' && !(name === 'kind' && value === 'outer')) {
        throw new KqlError(
          'semantic',
          `The simulator's union has no '${name}=${value}'.`,
        );
      }
    }
    const sources: Pipeline[] = [];
    do {
      const source: Source = reader.skipSymbol('*')
        ? { kind: 'allTables' }
        : this.#source();
      sources.push({ source, operators: [] });
    } while (reader.skipSymbol(','));
    return sources;
  }

  #names(): string[] {
    const names: string[] = [];
    do {
      let name = this.#reader.skipSymbol('*') ? '*' : this.#reader.expectName();
      if (
        name !== '*' &&
        this.#reader.isSymbol('*') &&
        this.#reader.peek().adjacent
      ) {
        this.#reader.take();
        name += '*';
      }
      names.push(name);
    } while (this.#reader.skipSymbol(','));
    return names;
  }

  #count(): number {
    const token = this.#reader.take();
    if (token.kind !== 'number') {
      this.#reader.fail(token);
    }
    return Number(token.text);
  }

  #sortKeys(): {
    expression: NamedExpression['expression'];
    descending: boolean;
  }[] {
    const reader = this.#reader;
    const keys = [];
    do {
      const expression = this.#expressions.expression();
      const ascending = reader.skipName('asc');
      if (!ascending) {
        reader.skipName('desc');
      }
      if (reader.skipName('nulls')) {
        reader.expectName();
      }
      keys.push({ expression, descending: !ascending });
    } while (reader.skipSymbol(','));
    return keys;
  }

  #join(): Operator {
    const reader = this.#reader;
    let join: JoinKind = 'innerunique';
    if (reader.isName('kind')) {
      reader.take();
      reader.expectSymbol('=');
      const token = reader.take();
      const found = joinKinds.find(kind => kind === token.text);
      if (!found) {
        return reader.fail(token);
      }
      join = found;
    }
    const right: Pipeline = { source: this.#source(), operators: [] };
    reader.expectName('on');
    const on: { left: string; right: string }[] = [];
    do {
      if (reader.isSymbol('$')) {
        const sides: Record<string, string> = {};
        for (let side = 0; side < 2; side += 1) {
          reader.expectSymbol('$');
          const name = reader.expectName();
          reader.expectSymbol('.');
          sides[name] = reader.expectName();
          if (side === 0) {
            reader.expectSymbol('==');
          }
        }
        if (!sides.left || !sides.right) {
          reader.fail();
        }
        on.push({ left: sides.left, right: sides.right });
      } else {
        const name = reader.expectName();
        on.push({ left: name, right: name });
      }
    } while (reader.skipSymbol(','));
    return { kind: 'join', join, right, on };
  }

  #mvExpand(): Operator {
    const reader = this.#reader;
    const columns: Extract<Operator, { kind: 'mv-expand' }>['columns'] = [];
    do {
      const token = reader.peek();
      const { name, expression } = this.#expressions.named();
      const given =
        name ?? (expression.kind === 'column' ? expression.name : undefined);
      if (given === undefined) {
        return reader.fail(token);
      }
      let type: string | undefined;
      if (reader.skipName('to')) {
        reader.expectName('typeof');
        reader.expectSymbol('(');
        type = reader.expectName();
        reader.expectSymbol(')');
      }
      columns.push({ name: given, expression, type });
    } while (reader.skipSymbol(','));
    return { kind: 'mv-expand', columns };
  }

  #summarize(): Operator {
    const reader = this.#reader;
    const aggregations = reader.isName('by')
      ? []
      : this.#expressions.namedList();
    const by = reader.skipName('by') ? this.#expressions.namedList() : [];
    return { kind: 'summarize', aggregations, by };
  }

  #operator(): Operator {
    const reader = this.#reader;
    const token = reader.takeOperatorName();
    const parsers: Record<string, () => Operator> = {
      where: () => ({
        kind: 'where',
        condition: this.#expressions.expression(),
      }),
      extend: () => ({
        kind: 'extend',
        columns: this.#expressions.namedList(),
      }),
      project: () => ({
        kind: 'project',
        columns: this.#expressions.namedList(),
      }),
      'project-away': () => ({ kind: 'project-away', patterns: this.#names() }),
      'project-keep': () => ({ kind: 'project-keep', patterns: this.#names() }),
      'project-rename': () => {
        const renames = [];
        do {
          const to = reader.takeColumnName();
          reader.expectSymbol('=');
          renames.push({ to, from: reader.expectName() });
        } while (reader.skipSymbol(','));
        return { kind: 'project-rename', renames };
      },
      summarize: () => this.#summarize(),
      distinct: () => ({
        kind: 'distinct',
        columns: reader.skipSymbol('*')
          ? undefined
          : this.#expressions.namedList(),
      }),
      'mv-expand': () => this.#mvExpand(),
      join: () => this.#join(),
      union: () => ({ kind: 'union', sources: this.#unionSources() }),
      sort: () => {
        reader.expectName('by');
        return { kind: 'sort', keys: this.#sortKeys() };
      },
      top: () => {
        const limit = this.#count();
        reader.expectName('by');
        return { kind: 'sort', keys: this.#sortKeys(), limit };
      },
      take: () => ({ kind: 'take', count: this.#count() }),
      count: () => ({ kind: 'count' }),
    };
    const aliases: Record<string, string> = {
      filter: 'where',
      order: 'sort',
      limit: 'take',
      mvexpand: 'mv-expand',
    };
    const parse = memberOf(
      parsers,
      memberOf(aliases, token.text) ?? token.text,
    );
    if (!parse) {
      throw new KqlError(
        'syntax',
        `Query could not be parsed at '${token.text}': the simulator's KQL has no such operator`,
        token.position,
      );
    }
    return parse();
  }
}

/** Parses a query of the supported subset of KQL. Throws `KqlError`. */
export function parseQuery(query: string): Query {
  return new QueryParser(query).parse();
}

import { Pipeline, Source } from './ast';
import { unionTables } from './combineTables';
import { compile } from './compileExpression';
import { KqlError } from './KqlError';
import { parseQuery } from './parseQuery';
import { runOperator } from './runOperator';
import { defaultName, Scope } from './Scope';
import { KqlType, Table, Value } from './Value';

/** Runs a query over the tables of a workspace. */
class QueryRun {
  readonly #scalars = new Map<string, { type: KqlType; value: Value }>();
  readonly #views = new Map<string, Table>();

  constructor(
    private readonly tableOf: (name: string) => Table | undefined,
    private readonly now: number,
    private readonly tableNames: readonly string[],
  ) {}

  run(text: string): Table {
    const query = parseQuery(text);
    for (const statement of query.lets) {
      if (statement.kind === 'tabular') {
        this.#defineView(statement.name, statement.pipeline);
      } else {
        const { type, evaluate } = compile(
          statement.expression,
          this.#scope('let'),
        );
        this.#scalars.set(statement.name, { type, value: evaluate({}) });
      }
    }
    return this.#pipeline(query.pipeline);
  }

  /** `let x = y;` names another scalar when there is one, else a table. */
  #defineView(name: string, pipeline: Pipeline): void {
    const scalar =
      pipeline.operators.length === 0 && pipeline.source.kind === 'table'
        ? this.#scalars.get(pipeline.source.name)
        : undefined;
    if (scalar) {
      this.#scalars.set(name, scalar);
    } else {
      this.#views.set(name, this.#pipeline(pipeline));
    }
  }

  #scope(operator: string): Scope {
    return {
      operator,
      columns: new Map(),
      scalars: this.#scalars,
      now: this.now,
      run: pipeline => this.#pipeline(pipeline),
    };
  }

  #pipeline({ source, operators }: Pipeline): Table {
    return operators.reduce(
      (table, operator) =>
        runOperator(operator, table, this.#scope(operator.kind)),
      this.#source(source),
    );
  }

  #source(source: Source): Table {
    switch (source.kind) {
      case 'table': {
        const found = this.#views.get(source.name) ?? this.tableOf(source.name);
        if (!found) {
          throw new KqlError(
            'semantic',
            `Failed to resolve table or column expression named '${source.name}'`,
          );
        }
        return found;
      }
      case 'allTables':
        return unionTables(
          this.tableNames.flatMap(name => this.tableOf(name) ?? []),
        );
      case 'pipeline':
        return this.#pipeline(source.pipeline);
      case 'union':
        return unionTables(
          source.sources.map(pipeline => this.#pipeline(pipeline)),
        );
      case 'print':
      default: {
        const columns = source.columns.map(({ name, expression }, index) => ({
          ...compile(expression, this.#scope('print')),
          name: name ?? defaultName(expression, index),
        }));
        return {
          columns: columns.map(({ name, type }) => ({ name, type })),
          rows: [
            Object.fromEntries(
              columns.map(({ name, evaluate }) => [name, evaluate({})]),
            ),
          ],
        };
      }
    }
  }
}

/**
 * Runs a query of the supported subset of KQL.
 * @param tableOf - the rows of a table within the query's time span
 * @param now - epoch milliseconds
 * @param tableNames - the tables that `union *` means
 */
export function runQuery(
  text: string,
  tableOf: (name: string) => Table | undefined,
  now: number,
  tableNames: readonly string[] = [],
): Table {
  return new QueryRun(tableOf, now, tableNames).run(text);
}

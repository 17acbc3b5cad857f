import { Value } from './Value';

/** A scalar expression. */
export type Expression =
  | { kind: 'literal'; value: Value }
  | { kind: 'column'; name: string }
  | { kind: 'star' }
  | { kind: 'call'; name: string; args: Expression[] }
  | { kind: 'unary'; operator: '-'; operand: Expression }
  | {
      kind: 'binary';
      operator: string;
      left: Expression;
      right: Expression;
    }
  | { kind: 'member'; object: Expression; name: string }
  | { kind: 'index'; object: Expression; index: Expression }
  | {
      kind: 'in';
      operand: Expression;
      list: Expression[] | Pipeline;
      negated: boolean;
      ignoreCase: boolean;
    }
  | {
      kind: 'between';
      operand: Expression;
      low: Expression;
      high: Expression;
      negated: boolean;
    }
  | { kind: 'scalar'; pipeline: Pipeline };

/** An expression with the name of the column that it makes; undefined: the default name. */
export interface NamedExpression {
  name: string | undefined;
  expression: Expression;
}

/** Where rows come from. */
export type Source =
  | { kind: 'table'; name: string }
  /** `union *`: every table. */
  | { kind: 'allTables' }
  | { kind: 'pipeline'; pipeline: Pipeline }
  | { kind: 'union'; sources: Pipeline[] }
  | { kind: 'print'; columns: NamedExpression[] };

/** How a join pairs rows. */
export type JoinKind =
  | 'inner'
  | 'innerunique'
  | 'leftouter'
  | 'rightouter'
  | 'fullouter'
  | 'leftsemi'
  | 'leftanti';

/** An operator of a pipeline. */
export type Operator =
  | { kind: 'where'; condition: Expression }
  | { kind: 'extend'; columns: NamedExpression[] }
  | { kind: 'project'; columns: NamedExpression[] }
  | { kind: 'project-away'; patterns: string[] }
  | { kind: 'project-keep'; patterns: string[] }
  | { kind: 'project-rename'; renames: { from: string; to: string }[] }
  | {
      kind: 'summarize';
      aggregations: NamedExpression[];
      by: NamedExpression[];
    }
  | { kind: 'distinct'; columns: NamedExpression[] | undefined }
  | {
      kind: 'mv-expand';
      columns: {
        name: string;
        expression: Expression;
        type: string | undefined;
      }[];
    }
  | {
      kind: 'join';
      join: JoinKind;
      right: Pipeline;
      on: { left: string; right: string }[];
    }
  | { kind: 'union'; sources: Pipeline[] }
  | {
      kind: 'sort';
      keys: { expression: Expression; descending: boolean }[];
      limit?: number;
    }
  | { kind: 'take'; count: number }
  | { kind: 'count' };

/** A source and what is done with its rows. */
export interface Pipeline {
  source: Source;
  operators: Operator[];
}

/** A query: named values, then the pipeline. */
export interface Query {
  lets: (
    | { name: string; kind: 'scalar'; expression: Expression }
    | { name: string; kind: 'tabular'; pipeline: Pipeline }
  )[];
  pipeline: Pipeline;
}

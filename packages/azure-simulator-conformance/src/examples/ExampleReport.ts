/** How the examples of one operation in one document fared. */
export interface OperationExamples {
  /** In the document. */
  operationId: string;
  /** Of the simulator, which has one route for what several documents name differently. */
  route: { service: string; operationId: string };
  /** Relative to the folder of documents. */
  document: string;
  replayed: number;
  /** Of those: documented status, accepted by the referee, properties given back. */
  valid: number;
  /** One sentence a failure, which names the example. */
  problems: string[];
}

/** An example of an offered operation that is not replayed. */
export interface OutOfScopeExample {
  operationId: string;
  document: string;
  example: string;
  reason: string;
}

/** Published examples of an operation that the simulator does not offer. */
export interface OutsideOperation {
  operationId: string;
  document: string;
  examples: number;
}

/** An objection of the referee that is the document's own fault: see `documentDefects`. */
export interface SetAsideProblem {
  operationId: string;
  document: string;
  example: string;
  /** JSON pointer. */
  path: string;
  reason: string;
}

/** Outcome of a replay of all published examples. */
export interface ExampleReport {
  /** Offered operations; those without published examples have none replayed. */
  operations: OperationExamples[];
  outOfScope: OutOfScopeExample[];
  setAside: SetAsideProblem[];
  outside: OutsideOperation[];
}

/** How the mutants of one operation in one document fared. */
export interface OperationMutantReport {
  /** The simulated host. */
  service: string;
  operationId: string;
  method: string;
  path: string;
  document: string;
  /** What was not reached included. */
  mutants: number;
  caught: number;
  /** Published answers that are invalid by their own document: no mutant is made of them. */
  invalidExamples: number;
  /** One sentence each: a mutant that the referee accepts, or a requirement that no valid exchange holds. */
  survivors: string[];
}

/** Outcome of a run of mutants. */
export interface MutantReport {
  operations: OperationMutantReport[];
  /** Operations of the table that no document describes. */
  undocumented: string[];
}

/** Whether every mutant of every operation was caught. */
export function allCaught(report: MutantReport): boolean {
  return (
    report.undocumented.length === 0 &&
    report.operations.every(({ survivors }) => survivors.length === 0)
  );
}

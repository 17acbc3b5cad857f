import { ExampleReport } from '../examples/ExampleReport';
import { ConformanceReport, operationKey } from './ConformanceReport';

/** A conformance run in numbers. */
export interface Summary {
  /** Operations that were used and are valid, their examples included. */
  valid: number;
  /** Operations with a problem. */
  invalid: number;
  /** Distinct problems, those of examples and unused entries of lists included. */
  problems: number;
  /** Operations of the route tables that nothing used. */
  unused: number;
  /** Operations that could not be judged, since Microsoft's documents are absent. */
  unjudged: number;
}

/** Operations, by key, of which an example failed. */
function failedExamples(examples: ExampleReport | undefined): Set<string> {
  return new Set(
    (examples?.operations ?? [])
      .filter(({ problems }) => problems.length > 0)
      .map(({ route }) => operationKey(route)),
  );
}

/** Sums up what traffic and examples showed. */
export function summarize(
  report: ConformanceReport,
  examples?: ExampleReport,
): Summary {
  const failed = failedExamples(examples);
  const replayed = new Set(
    (examples?.operations ?? [])
      .filter(({ replayed: count }) => count > 0)
      .map(({ route }) => operationKey(route)),
  );
  const used = report.operations.filter(
    operation =>
      operation.requests > 0 || replayed.has(operationKey(operation)),
  );
  const invalid = used.filter(
    operation => operation.problems > 0 || failed.has(operationKey(operation)),
  );
  const unjudged = used.filter(
    operation =>
      !invalid.includes(operation) &&
      operation.unjudged > 0 &&
      operation.unjudged + operation.faults === operation.requests,
  );
  const exampleProblems = (examples?.operations ?? []).reduce(
    (sum, { problems }) => sum + problems.length,
    0,
  );
  return {
    valid: used.length - invalid.length - unjudged.length,
    invalid: invalid.length,
    problems:
      report.problems.length + exampleProblems + report.unusedFaults.length,
    unused: report.operations.length - used.length,
    unjudged: unjudged.length,
  };
}

/** The verdict, which is the last line of a run. */
export function verdictLine({
  valid,
  problems,
  unused,
  unjudged,
}: Summary): string {
  if (valid + problems + unjudged === 0) {
    return 'conformance: nothing was judged';
  }
  if (problems > 0) {
    return `conformance: ${problems} problem${problems === 1 ? '' : 's'}`;
  }
  const left = [
    ...(unused > 0 ? [`${unused} not used`] : []),
    ...(unjudged > 0
      ? [`${unjudged} not judged, since Microsoft's documents are not here`]
      : []),
  ];
  return [`conformance: ${valid} operations, all valid`, ...left].join('; ');
}

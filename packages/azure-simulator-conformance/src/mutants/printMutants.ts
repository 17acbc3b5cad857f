import { formatTable } from '../report/formatTable';
import { MutantReport } from './MutantReport';

/** A run of mutants in numbers. */
export interface MutantSummary {
  mutants: number;
  caught: number;
  survivors: number;
}

/** Sums up a run; an operation that no document describes is a survivor. */
export function summarizeMutants(report: MutantReport): MutantSummary {
  const sum = (count: (row: MutantReport['operations'][number]) => number) =>
    report.operations.reduce((total, row) => total + count(row), 0);
  return {
    mutants: sum(row => row.mutants),
    caught: sum(row => row.caught),
    survivors: sum(row => row.survivors.length) + report.undocumented.length,
  };
}

/** Prints a row an operation and document, every survivor, and the verdict on the last line. */
export function printMutants(
  report: MutantReport,
  print: (text: string) => void,
): void {
  print(
    formatTable(
      ['service', 'operation', 'document', 'mutants', 'caught', 'survivors'],
      report.operations.map(row => [
        row.service,
        row.operationId,
        row.document.split('/').slice(-2).join('/'),
        String(row.mutants),
        String(row.caught),
        String(row.survivors.length),
      ]),
    ),
  );
  const survivors = report.operations.flatMap(row =>
    row.survivors.map(
      survivor =>
        `${row.service} ${row.operationId} (${row.method} ${row.path}, ${row.document}): ${survivor}`,
    ),
  );
  if (survivors.length > 0) {
    print(`\nSurvivors:\n${survivors.join('\n')}`);
  }
  if (report.undocumented.length > 0) {
    print(`\nNo document describes: ${report.undocumented.join(', ')}.`);
  }
  const invalidExamples = report.operations.reduce(
    (sum, row) => sum + row.invalidExamples,
    0,
  );
  print(
    `\n${invalidExamples} published answers are invalid by their own documents; no mutant is made of them.`,
  );
  const summary = summarizeMutants(report);
  print(
    summary.survivors === 0
      ? `\nmutants: ${summary.mutants} of ${report.operations.length} documented operations, all caught`
      : `\nmutants: ${summary.survivors} of ${summary.mutants} survive`,
  );
}

import { ExampleReport } from '../examples/ExampleReport';
import {
  ConformanceReport,
  operationKey,
  OperationReport,
  ProblemGroup,
} from './ConformanceReport';
import { formatTable } from './formatTable';
import { summarize, verdictLine } from './summarize';

/** What a run is printed from. */
export interface PrintOptions {
  report: ConformanceReport;
  /** Absent when no examples were replayed. */
  examples?: ExampleReport;
  /** Ids of all errors in the simulator's table. */
  errorIds: readonly string[];
  print(text: string): void;
}

function answersOf({ answers }: OperationReport): string {
  return [...answers]
    .sort(([a], [b]) => a - b)
    .map(([status, count]) => `${status}:${count}`)
    .join(' ');
}

function verdictOf(operation: OperationReport, failed: number): string {
  if (operation.problems + failed > 0) {
    return `INVALID (${operation.problems + failed})`;
  }
  if (operation.requests === 0) {
    return 'not used';
  }
  return operation.unjudged > 0 ? 'not judged' : 'valid';
}

function operationTable({ report, examples }: PrintOptions): string {
  const ofOperation = (operation: OperationReport) =>
    (examples?.operations ?? []).filter(
      ({ route }) => operationKey(route) === operationKey(operation),
    );
  return formatTable(
    [
      'service',
      'operation',
      'requests',
      'answers',
      'verdict',
      'examples',
      'errors',
    ],
    report.operations.map(operation => {
      const replays = ofOperation(operation);
      const sum = (count: (replay: (typeof replays)[number]) => number) =>
        replays.reduce((total, replay) => total + count(replay), 0);
      const replayed = sum(replay => replay.replayed);
      const valid = sum(replay => replay.valid);
      return [
        operation.service,
        operation.operationId,
        String(operation.requests),
        answersOf(operation),
        verdictOf(operation, replayed - valid),
        replayed === valid ? String(replayed) : `${valid} of ${replayed}`,
        String(operation.errors.size),
      ];
    }),
  );
}

function problemText(group: ProblemGroup): string {
  const { problem, sample, document } = group;
  return [
    `${group.service} ${group.operationId}: ${problem.where} ${problem.code} ${
      problem.path ?? ''
    } (${group.count} times)`,
    `    ${problem.message}`,
    `    ${document ?? 'no document'}; e.g. ${sample.method} ${sample.url} -> ${
      sample.status
    }`,
  ].join('\n');
}

/** The operations that are not offered, a line a document, each with the count of its examples. */
function outsideText({ outside }: ExampleReport): string[] {
  const byDocument = new Map<string, string[]>();
  for (const { document, operationId, examples } of outside) {
    byDocument.set(document, [
      ...(byDocument.get(document) ?? []),
      `${operationId} (${examples})`,
    ]);
  }
  return [...byDocument]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(
      ([document, operations]) => `    ${document}: ${operations.join(', ')}`,
    );
}

function exampleText(examples: ExampleReport): string[] {
  const outside = examples.outside.reduce(
    (sum, { examples: count }) => sum + count,
    0,
  );
  return [
    ...examples.operations.flatMap(({ operationId, document, problems }) =>
      problems.map(problem => `${operationId} (${document}): ${problem}`),
    ),
    `${examples.outside.length} operations of Microsoft's documents are not offered, with ${outside} examples:`,
    ...outsideText(examples),
    ...examples.outOfScope.map(
      ({ operationId, example, reason }) =>
        `Not replayed: ${operationId} '${example}': ${reason}.`,
    ),
  ];
}

/**
 * Prints a run: a row an operation, the problems, the differences of
 * `api-version`, and the verdict alone on the last line.
 */
export function printReport(options: PrintOptions): void {
  const { report, examples, errorIds, print } = options;
  print(operationTable(options));
  if (report.versions.length > 0) {
    print('\nRequests that were judged by a document of another api-version:');
    print(
      formatTable(
        ['document', 'sent', 'judged by', 'operations'],
        [...report.versions]
          .sort((a, b) => a.document.localeCompare(b.document))
          .map(({ document, sent, judgedBy, operations }) => [
            document.split('/').slice(-3).join('/'),
            sent,
            judgedBy,
            String(operations.size),
          ]),
      ),
    );
  }
  print(
    `\n${report.judged} exchanges judged, ${report.equal} more were equal to one of them; ${report.unknownPaths} requests to paths that nobody offers were refused.`,
  );
  const refused = report.operations.reduce(
    (sum, operation) => sum + operation.refused,
    0,
  );
  print(
    `${refused} requests were wrong by their document, and refused by the simulator.`,
  );
  const seen = errorIds.filter(id => report.errors.has(id));
  print(`${seen.length} of ${errorIds.length} errors of the table were seen.`);
  const unseen = errorIds.filter(id => !report.errors.has(id));
  if (unseen.length > 0) {
    print(`Not seen: ${unseen.join(', ')}.`);
  }
  if (examples) {
    print(`\nExamples of Microsoft:\n${exampleText(examples).join('\n')}`);
  }
  for (const fault of report.unusedFaults) {
    print(
      `\nNo traffic shows this fault of a document any more; take it off the list: ${fault.document} ${fault.where} ${fault.code} ${fault.path}.`,
    );
  }
  if (report.problems.length > 0) {
    print(`\nProblems:\n${report.problems.map(problemText).join('\n')}`);
  }
  print(`\n${verdictLine(summarize(report, examples))}`);
}

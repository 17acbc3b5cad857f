import { GraphPath } from './CallGraph';
import { Measurement } from './measure';

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(1);

function printTable(rows: readonly (readonly string[])[]): void {
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map(row => row[column].length)),
  );
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      column === 0
        ? cell.padEnd(widths[column])
        : cell.padStart(widths[column]),
    );
    process.stdout.write(`${cells.join('  ').trimEnd()}\n`);
  }
  process.stdout.write('\n');
}

/** One run as tables: what it was measured with, its steps, and the whole beside its bounds. */
export function printMeasurement(options: {
  seed: number;
  measurement: Measurement;
  most: number;
}): void {
  const { seed, most } = options;
  const { answerTimes, parts, steps, waits } = options.measurement;
  const listed = (entries: Iterable<readonly [string, number]>) =>
    [...entries]
      .map(([name, milliseconds]) => `${name} ${seconds(milliseconds)}`)
      .join(', ');
  process.stdout.write(
    `Seed ${seed}. Waits (s): ${listed(
      Object.entries(waits),
    )}.\nAnswers (s): ${listed(
      [...answerTimes].sort(([a], [b]) => a.localeCompare(b)),
    )}.\n\n`,
  );
  printTable([
    ['step', 'calls', 'answers', 'time (s)', 'of it pauses', 'its own path'],
    ...steps.map(({ step, requests, answers, whole, pauses, path }) => [
      step,
      `${requests.length}`,
      `${answers}`,
      seconds(whole),
      seconds(pauses),
      seconds(path.milliseconds),
    ]),
  ]);
  printTable([
    [
      '',
      'run (s)',
      'critical path',
      'ratio',
      'target',
      'plain sequence',
      'ratio',
      '',
    ],
    ...parts.map(({ name, run, path, plain }) => [
      name,
      seconds(run),
      seconds(path.milliseconds),
      (run / path.milliseconds).toFixed(3),
      `<= ${most}`,
      seconds(plain),
      (plain / path.milliseconds).toFixed(3),
      run <= path.milliseconds * most ? 'holds' : 'DOES NOT HOLD',
    ]),
  ]);
  printPath(parts[0].path);
}

function printPath({ nodes }: GraphPath): void {
  process.stdout.write(
    `The critical path until everything is made:\n${nodes
      .map(node => `  ${node}\n`)
      .join('')}\n`,
  );
}

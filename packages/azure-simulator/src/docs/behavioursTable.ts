import { Duration } from 'luxon';
import { answerTimesTable } from '../AnswerTimes';
import { behaviourTable } from '../Behaviours';
import { latencyPresetNames, latencyTable } from '../Latencies';
import { code, markdownTable, unformatted } from './markdownTable';

function duration(milliseconds: number): string {
  if (milliseconds === 0) {
    return 'none';
  }
  return milliseconds % 60_000 === 0
    ? Duration.fromMillis(milliseconds).toFormat("m' min'")
    : `${milliseconds / 1000} s`;
}

/** The tables of behaviours, of waits and of answer times (Markdown). */
export function behavioursTable(): string {
  const behaviours = markdownTable(
    ['behaviour', 'by default', 'while it is on'],
    Object.entries(behaviourTable).map(([name, { on, means }]) => [
      code(name),
      on ? 'on' : 'off',
      means,
    ]),
  );
  const latencies = markdownTable(
    ['wait', ...latencyPresetNames, 'what waits'],
    Object.entries(latencyTable).map(([name, latency]) => [
      code(name),
      ...latencyPresetNames.map(preset => duration(latency[preset])),
      latency.means,
    ]),
  );
  const answerTimes = markdownTable(
    ['service', 'reads', 'writes', 'operations that take another time'],
    Object.entries(answerTimesTable)
      .filter(([, { read }]) => read > 0)
      .map(([name, { read, write, operations = {} }]) => [
        code(name),
        duration(read),
        duration(write),
        Object.entries(operations)
          .map(
            ([operation, milliseconds]) =>
              `${code(operation)} ${duration(milliseconds)}`,
          )
          .join(', '),
      ]),
  );
  return unformatted(`${behaviours}\n\n${latencies}\n\n${answerTimes}`);
}

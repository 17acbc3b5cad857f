import { Duration } from 'luxon';
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

/** The tables of behaviours and of waits (Markdown). */
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
  return unformatted(`${behaviours}\n\n${latencies}`);
}

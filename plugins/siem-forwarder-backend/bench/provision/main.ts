import { parseArgs } from 'node:util';
import { countCalls, measure } from './measure';
import { printMeasurement } from './printMeasurement';

/** How much longer than the critical path of the dependency graph a run may be. */
const MOST = 1.1;

const usage = `Usage: bench:provision [--seeds 1,2,3] [--namespace-seconds 60,90,120]

Measures a provisioning run over the simulator, with the answer times and waits
of the real services: as the scaffolder drives it, beside the critical path of
the graph of what depends on what, and beside a plain sequence in which each
call and each wait comes after the other. Pauses are skipped, not slept through:
a run takes about two minutes.
`;

function readNumbers(name: string, text: string): number[] {
  return text.split(',').map(part => {
    const number = Number(part);
    if (!Number.isInteger(number) || number <= 0) {
      throw new Error(
        `--${name}: '${part}' is no number; give whole numbers above 0, such as 1,2,3`,
      );
    }
    return number;
  });
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '1,2,3' },
      'namespace-seconds': { type: 'string', default: '60,90,120' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const seeds = readNumbers('seeds', values.seeds);
  const seconds = readNumbers('namespace-seconds', values['namespace-seconds']);
  await countCalls();
  // The second time, when everything is compiled and loaded.
  const counted = await countCalls();
  const own = counted.reduce(
    (sum, { whole, pauses }) => sum + whole - pauses,
    0,
  );
  process.stdout.write(
    `With answers at once a run takes ${(own / 1000).toFixed(
      1,
    )} s, pauses aside: what portal and simulator need themselves, which the runs below contain.\n\n`,
  );
  let above = 0;
  for (const [index, seed] of seeds.entries()) {
    const namespaceSeconds = seconds[index % seconds.length];
    const measurement = await measure({ seed, namespaceSeconds, counted });
    printMeasurement({ seed, measurement, most: MOST });
    above += measurement.parts.filter(
      ({ run, path }) => run > path.milliseconds * MOST,
    ).length;
  }
  process.stdout.write(
    above === 0
      ? 'bench:provision: all targets hold\n'
      : `bench:provision: ${above} TARGETS DO NOT HOLD\n`,
  );
  process.exitCode = above === 0 ? 0 : 1;
}

main().catch(error => {
  process.stderr.write(`bench:provision: ${error.message}\n`);
  process.exitCode = 1;
});

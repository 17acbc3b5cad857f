// Strikes the calls of a portal at random, run after run, beside a portal that
// nothing strikes: no false claim, nothing deleted, no change of health lost,
// invented or out of order. The runs are shared out to processes.
//
//   --runs <number>       10,000 when absent
//   --seed <number>       of the first process, each further one has the next;
//                         of a failure, to see it again with `--processes 1`
//   --processes <number>  one for each processor when absent
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { run } from './lib/process.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '20261124' },
    processes: { type: 'string', default: String(availableParallelism()) },
  },
});
for (const [name, value] of Object.entries(values)) {
  if (!/^[1-9]\d*$/.test(value)) {
    console.error(`--${name} is '${value}': it must be a whole number above 0`);
    process.exit(2);
  }
}
const [runs, seed, processes] = [
  values.runs,
  values.seed,
  values.processes,
].map(Number);

const codes = await Promise.all(
  Array.from({ length: Math.min(processes, runs) }, (_, index) =>
    run(
      join(root, 'node_modules/.bin/backstage-cli'),
      ['package', 'test', '--watchAll=false', 'src/sweep/faultRuns.test'],
      {
        cwd: join(root, 'plugins/siem-forwarder-backend'),
        env: {
          ...process.env,
          CI: '1',
          BACKSTAGE_TEST_DISABLE_DOCKER: '1',
          FAULT_RUNS: String(
            Math.floor(runs / processes) + (index < runs % processes ? 1 : 0),
          ),
          FAULT_SEED: String(seed + index),
        },
      },
    ),
  ),
);
process.exitCode = codes.find(code => code !== 0) ?? 0;

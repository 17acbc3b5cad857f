// Strikes the calls of a portal at random, run after run, beside a portal that
// nothing strikes: no false claim, nothing deleted, no change of health lost,
// invented or out of order.
//
//   --runs <number>   10,000 when absent
//   --seed <number>   of the first run; of a failure, to see it again
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { run } from './lib/process.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '20261124' },
  },
});
for (const [name, value] of Object.entries(values)) {
  if (!/^[1-9]\d*$/.test(value)) {
    console.error(`--${name} is '${value}': it must be a whole number above 0`);
    process.exit(2);
  }
}

process.exitCode = await run(
  join(root, 'node_modules/.bin/backstage-cli'),
  ['package', 'test', '--watchAll=false', 'src/sweep/faultRuns.test'],
  {
    cwd: join(root, 'plugins/siem-forwarder-backend'),
    env: {
      ...process.env,
      CI: '1',
      BACKSTAGE_TEST_DISABLE_DOCKER: '1',
      FAULT_RUNS: values.runs,
      FAULT_SEED: values.seed,
    },
  },
);

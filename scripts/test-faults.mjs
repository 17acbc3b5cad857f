// Three suites, each shared out to processes.
//
// sweeps: strikes the calls of a portal at random, run after run, beside a
// portal that nothing strikes: no false claim, nothing deleted, no change of
// health lost, invented or out of order.
//
// operations: strikes every call of every step of a provisioning run with every
// fault, and kills the process at every write, then retries, resumes or rolls
// back: the forwarder is complete, or nothing is left of it. Then it strikes
// roll backs and what is done with a forwarder that exists, call by call.
//
// rotations: rotates the secret of one forwarder while events flow, each
// rotation struck at random: the SIEM reads on, and no event is lost.
//
//   --only <suites>       'sweeps', 'operations', 'rotations', several with a
//                         comma; all when absent
//   --runs <number>       of the sweeps; 10,000 when absent
//   --rotations <number>  100 when absent
//   --seed <number>       of the rotations, and of the sweeps' first process, each
//                         further one has the next; of a failure, to see it again
//                         with `--processes 1`
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
    rotations: { type: 'string', default: '100' },
    seed: { type: 'string', default: '20261124' },
    processes: { type: 'string', default: String(availableParallelism()) },
    only: { type: 'string', default: 'sweeps,operations,rotations' },
  },
});
const { only, ...numbers } = values;
for (const [name, value] of Object.entries(numbers)) {
  if (!/^[1-9]\d*$/.test(value)) {
    console.error(`--${name} is '${value}': it must be a whole number above 0`);
    process.exit(2);
  }
}
const [runs, rotations, seed, processes] = [
  values.runs,
  values.rotations,
  values.seed,
  values.processes,
].map(Number);

/** Processes in which the operations' cases run, some at a time: none grows large. */
const SHARES = 8;

/** Runs a suite once for each environment, as many at a time as there are processes. */
async function runSuite(path, environments) {
  const waiting = [...environments];
  const codes = [];
  const work = async () => {
    for (
      let environment = waiting.shift();
      environment;
      environment = waiting.shift()
    ) {
      codes.push(await runOnce(path, environment));
    }
  };
  await Promise.all(Array.from({ length: processes }, work));
  return codes;
}

function runOnce(path, environment) {
  return run(
    join(root, 'node_modules/.bin/backstage-cli'),
    ['package', 'test', '--watchAll=false', path],
    {
      cwd: join(root, 'plugins/siem-forwarder-backend'),
      env: {
        ...process.env,
        CI: '1',
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
        ...environment,
      },
    },
  );
}

/** Of the operations' cases, one for each process. */
const shares = Array.from({ length: SHARES }, (_, index) => ({
  FAULT_MATRIX_SHARE: `${index + 1}/${SHARES}`,
}));

const suites = {
  sweeps: () =>
    runSuite(
      'src/sweep/faultRuns.test',
      Array.from({ length: Math.min(processes, runs) }, (_, index) => ({
        FAULT_RUNS: String(
          Math.floor(runs / processes) + (index < runs % processes ? 1 : 0),
        ),
        FAULT_SEED: String(seed + index),
      })),
    ),
  operations: async () => [
    ...(await runSuite('src/operations/faultMatrix/faultMatrix.test', shares)),
    ...(await runSuite('src/operations/faultMatrix/lifeFaults.test', shares)),
    ...(await runSuite('src/operations/faultMatrix/kills.test', [
      { FAULT_MATRIX_KILLS: 'all' },
    ])),
    ...(await runSuite('src/operations/faultMatrix/(stops|sideBySide).test', [
      {},
    ])),
    // Through the scaffolder: tasks are cancelled in each step, and recover.
    ...(await runSuite('src/actions/(cancel|recovery).test', [
      { FAULT_MATRIX_KILLS: 'all' },
    ])),
  ],
  rotations: () =>
    runSuite('src/operations/faultMatrix/rotations.test', [
      { FAULT_ROTATIONS: String(rotations), FAULT_SEED: String(seed) },
    ]),
};

const chosen = only.split(',');
for (const name of chosen) {
  if (!Object.hasOwn(suites, name)) {
    console.error(
      `--only names '${name}': it is one of ${Object.keys(suites).join(', ')}`,
    );
    process.exit(2);
  }
}
const codes = [];
for (const name of chosen) {
  codes.push(...(await suites[name]()));
}
process.exitCode = codes.find(code => code !== 0) ?? 0;

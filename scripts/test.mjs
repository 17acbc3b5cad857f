// All that must hold: formatting, lint, types, generated files, unit and
// integration tests on SQLite and PostgreSQL, journeys in a browser, and what
// all of these said to Azure, held against the documents of its services.
// The last line is the sum: `N passed, N failed, N skipped`.
//
//   --only <part>[,<part>]   generated, format, lint, types, jest, browser,
//                            conformance
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { ensureChromium } from './lib/chromium.mjs';
import { freePorts } from './lib/freePort.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { run } from './lib/process.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = name => join(root, 'node_modules/.bin', name);
const results = join(root, 'test-results');
// What the tests and journeys say to the simulated services, and hear.
const traffic = join(results, 'traffic');
const { values: options } = parseArgs({
  options: { only: { type: 'string' } },
});
const only = options.only?.split(',');

const node = (script, ...args) =>
  run(process.execPath, [join(root, script), ...args], { cwd: root });
const asOneCheck = code =>
  code === 0
    ? { passed: 1, failed: 0, skipped: 0 }
    : { passed: 0, failed: 1, skipped: 0 };

// Said again at the end: of a long log often only the end is kept.
const failures = [];
const jestFailures = ({ testResults }) =>
  testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const file = relative(root, name);
      const tests = assertionResults.filter(
        ({ status }) => status === 'failed',
      );
      return tests.length === 0
        ? [`${file}\n${message}`]
        : tests.map(
            ({ fullName, failureMessages }) =>
              `${file}: ${fullName}\n${failureMessages.join('\n')}`,
          );
    });

async function jest() {
  const output = join(results, 'jest.json');
  rmSync(output, { force: true });
  let postgres;
  let skipped = 0;
  try {
    postgres = await startPostgres();
  } catch (error) {
    console.error(`[test] PostgreSQL did not start: ${error.message}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  if (!postgres) {
    skipped += 1;
    console.error(
      '\n[test] LEFT OUT: the stores are tested on SQLite only, since no PostgreSQL server is installed here (Debian: apt-get install postgresql).\n',
    );
  }
  let code;
  try {
    code = await run(
      bin('backstage-cli'),
      [
        'repo',
        'test',
        '--watch=false',
        '--maxWorkers=2',
        '--json',
        `--outputFile=${output}`,
      ],
      {
        cwd: root,
        env: {
          ...process.env,
          CI: '1',
          BACKSTAGE_TEST_DISABLE_DOCKER: '1',
          SIMULATOR_TRAFFIC_DIR: traffic,
          ...(postgres
            ? {
                BACKSTAGE_TEST_DATABASE_POSTGRES17_CONNECTION_STRING:
                  postgres.connectionString,
              }
            : {}),
        },
        // The JSON goes to the file; what jest says to people comes on stderr.
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
  } finally {
    postgres?.stop();
  }
  if (!existsSync(output)) return { passed: 0, failed: 1, skipped };
  const report = JSON.parse(readFileSync(output, 'utf8'));
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  failures.push(...jestFailures(report));
  return {
    passed: report.numPassedTests,
    failed: failed || (code === 0 ? 0 : 1),
    skipped: skipped + report.numPendingTests + report.numTodoTests,
  };
}

const specsOf = ({ specs = [], suites = [] }) => [
  ...specs,
  ...suites.flatMap(specsOf),
];
const browserFailures = ({ suites, errors }) => [
  ...errors.map(({ message }) => `browser: ${message}`),
  ...suites
    .flatMap(specsOf)
    .filter(({ ok }) => !ok)
    .map(
      ({ file, title, tests }) =>
        `${file}: ${title}\n${tests
          .flatMap(test => test.results)
          .flatMap(result => result.errors)
          .map(({ message }) => message)
          .join('\n')}`,
    ),
];

/** One run of the journeys: Playwright's report, or undefined without one. */
async function journeys(chromium) {
  const output = join(results, 'playwright.json');
  rmSync(output, { force: true });
  const [appPort, backendPort] = await freePorts(2);
  const code = await run(bin('playwright'), ['test'], {
    cwd: root,
    env: {
      ...process.env,
      ...(chromium === 'playwright' ? {} : { CHROMIUM_PATH: chromium }),
      E2E_APP_PORT: String(appPort),
      E2E_BACKEND_PORT: String(backendPort),
      PLAYWRIGHT_JSON_OUTPUT_NAME: output,
      SIMULATOR_TRAFFIC_DIR: traffic,
    },
  });
  if (!existsSync(output)) return undefined;
  return { code, ...JSON.parse(readFileSync(output, 'utf8')) };
}

/** The end of what the portal of the journeys said. */
function portalLog() {
  const file = join(results, 'demo/portal.log');
  if (!existsSync(file)) return 'The portal said nothing.';
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-20).join('\n');
}

async function browser() {
  const chromium = ensureChromium(root);
  if (!chromium) return { passed: 0, failed: 1, skipped: 0 };
  const neverBegan = report =>
    report.stats.expected + report.stats.unexpected === 0 &&
    report.errors.length > 0;
  let report = await journeys(chromium);
  if (report && neverBegan(report)) {
    // Its ports may have been taken between the choice and the start.
    console.error(
      `\n[test] The portal did not open: ${browserFailures(report).join(
        '; ',
      )}\n${portalLog()}\n[test] Trying once more with other ports.\n`,
    );
    report = await journeys(chromium);
  }
  if (!report) {
    failures.push('browser: Playwright wrote no report; its output says why.');
    return { passed: 0, failed: 1, skipped: 0 };
  }
  failures.push(...browserFailures(report));
  if (neverBegan(report)) failures.push(`browser: the portal\n${portalLog()}`);
  const { code, stats, errors } = report;
  const failed = stats.unexpected + stats.flaky + errors.length;
  return {
    passed: stats.expected,
    failed: failed || (code === 0 ? 0 : 1),
    skipped: stats.skipped,
  };
}

async function conformance() {
  const output = join(results, 'conformance.json');
  rmSync(output, { force: true });
  const skipped = existsSync(join(root, '../shared/azure-specs')) ? 0 : 1;
  if (skipped) {
    console.error(
      '\n[test] LEFT OUT: nothing is held against Microsoft’s OpenAPI documents, since ../shared/azure-specs is not here.\n',
    );
  }
  // By itself it records what the tests of the backend do.
  const recorded = only && !only.includes('jest') ? [] : ['--traffic', traffic];
  const code = await node(
    'packages/azure-simulator-conformance/bin/conformance',
    ...recorded,
    '--json',
    output,
  );
  if (!existsSync(output)) return { passed: 0, failed: 1, skipped };
  const { valid, invalid } = JSON.parse(readFileSync(output, 'utf8'));
  return {
    passed: valid,
    failed: code === 0 ? 0 : Math.max(1, invalid),
    skipped,
  };
}

const parts = {
  generated: async () =>
    asOneCheck(await node('scripts/generate.mjs', '--check')),
  format: async () =>
    asOneCheck(
      await run(bin('prettier'), ['--check', '--loglevel', 'warn', '.'], {
        cwd: root,
      }),
    ),
  lint: async () =>
    asOneCheck(
      await run(bin('backstage-cli'), ['repo', 'lint', '--max-warnings', '0'], {
        cwd: root,
      }),
    ),
  types: async () =>
    asOneCheck(
      await run(bin('tsc'), ['--noEmit', '--incremental', 'false'], {
        cwd: root,
      }),
    ),
  jest,
  browser,
  conformance,
};

for (const name of only ?? []) {
  if (!(name in parts)) {
    console.error(
      `--only ${name}: there is no such part; choose of ${Object.keys(
        parts,
      ).join(', ')}`,
    );
    process.exit(2);
  }
}
mkdirSync(results, { recursive: true });
rmSync(traffic, { recursive: true, force: true });
const sum = { passed: 0, failed: 0, skipped: 0 };
const table = [];
for (const [name, part] of Object.entries(parts)) {
  if (only && !only.includes(name)) continue;
  console.error(`\n[test] ${name}`);
  const began = Date.now();
  const counts = await part();
  for (const key of Object.keys(sum)) sum[key] += counts[key];
  table.push({
    part: name,
    ...counts,
    seconds: Math.round((Date.now() - began) / 1000),
  });
}
for (const failure of failures) {
  const text = stripVTControlCharacters(failure);
  console.log(`\n[test] FAILED ${text.slice(0, 4_000)}`);
}
console.table(table);
console.log(
  `${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`,
);
process.exitCode = sum.failed === 0 && sum.passed > 0 ? 0 : 1;

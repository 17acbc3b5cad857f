// The portal beside a simulated Azure and Splunk: nothing to configure.
//
//   --fresh             forget the demo's state first
//   --state-dir <dir>   where the state lives (.demo; .portal with --azure)
//   --app-port <port>   the portal's port (3000)
//   --backend-port <n>  the backend's port (7007)
//   --azure             no simulator: app-config.azure.yaml is used
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { isFree } from './lib/freePort.mjs';
import { startGroup } from './lib/process.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values: options } = parseArgs({
  options: {
    fresh: { type: 'boolean', default: false },
    'state-dir': { type: 'string' },
    'app-port': { type: 'string', default: '3000' },
    'backend-port': { type: 'string', default: '7007' },
    azure: { type: 'boolean', default: false },
  },
});
const stateDir = resolve(
  root,
  options['state-dir'] ?? (options.azure ? '.portal' : '.demo'),
);
const appPort = Number(options['app-port']);
const backendPort = Number(options['backend-port']);

function fail(what, remedy) {
  console.error(`\n${what}\nWhat to do: ${remedy}\n`);
  process.exit(1);
}

for (const [what, port, flag] of [
  ['portal', appPort, '--app-port'],
  ['backend', backendPort, '--backend-port'],
]) {
  if (!(await isFree(port))) {
    fail(
      `Port ${port}, which the ${what} wants, is in use.`,
      `end what listens there, or choose another port: npm start -- ${flag} ${
        port + 10
      }`,
    );
  }
}
if (options.fresh) rmSync(stateDir, { recursive: true, force: true });
mkdirSync(stateDir, { recursive: true });

const groups = [];
let stopping = false;
async function stop(code) {
  if (stopping) return;
  stopping = true;
  await Promise.all(groups.map(group => group.stop()));
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => stop(0));
}

async function startSimulator() {
  const endpointsFile = join(stateDir, 'simulator.json');
  const caFile = join(stateDir, 'simulator-ca.pem');
  rmSync(endpointsFile, { force: true });
  const simulator = startGroup(
    process.execPath,
    [
      join(root, 'packages/azure-simulator/bin/azure-simulator'),
      'serve',
      '--seed',
      'demo',
      '--state-dir',
      join(stateDir, 'simulator'),
      '--ca-file',
      caFile,
      '--endpoints-file',
      endpointsFile,
      '--exit-with-parent',
    ],
    { cwd: root, stdio: ['pipe', 'inherit', 'inherit'] },
  );
  groups.push(simulator);
  simulator.ended.then(({ code }) => {
    if (!stopping) {
      console.error(`The simulator ended by itself (${code}).`);
      stop(1);
    }
  });
  const until = Date.now() + 60_000;
  while (!existsSync(endpointsFile)) {
    if (Date.now() > until) {
      console.error('The simulator did not start within a minute.');
      await stop(1);
    }
    await new Promise(wait => setTimeout(wait, 100));
  }
  return { ...JSON.parse(readFileSync(endpointsFile, 'utf8')), caFile };
}

/** The part of the configuration that only exists once the simulator runs. */
function demoConfig({ endpoints, caFile }) {
  return {
    siemForwarder: {
      azure: {
        cloud: 'custom',
        custom: {
          authorityHost: endpoints.login,
          resourceManager: endpoints.resourceManager,
          graph: endpoints.graph,
          logs: endpoints.logs.replace(/\/v1$/, ''),
          metrics: endpoints.metrics,
        },
        caFile,
        tenants: [
          {
            id: '72f9a1c4-5b1e-4d0a-9c57-3f0b2e6ddb47',
            sweeper: {
              credential: 'clientSecret',
              clientId: '${DEMO_SWEEPER_CLIENT_ID}',
              clientSecret: '${DEMO_SWEEPER_CLIENT_SECRET}',
            },
            provisioner: {
              credential: 'clientSecret',
              clientId: '${DEMO_PROVISIONER_CLIENT_ID}',
              clientSecret: '${DEMO_PROVISIONER_CLIENT_SECRET}',
            },
            subscriptions: [
              'a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10',
              'c3e8b5a0-6d27-4b9c-9f41-7a2e5d8c1b36',
            ],
          },
        ],
      },
      keyVaults: Object.entries(endpoints.keyVaults).map(([id, url]) => ({
        id,
        url,
      })),
      siems: [
        {
          id: 'soc-splunk',
          kind: 'splunk',
          title: 'SOC Splunk',
          index: 'ot_security',
          caFile,
          management: {
            url: endpoints.splunkManagement,
            token: '${DEMO_SPLUNK_MANAGEMENT_TOKEN}',
          },
          search: {
            url: endpoints.splunkSearch,
            token: '${DEMO_SPLUNK_SEARCH_TOKEN}',
          },
        },
        {
          id: 'soc-elastic',
          kind: 'handover',
          title: 'SOC Elastic',
          product: 'elastic',
        },
      ],
    },
  };
}

const configs = ['app-config.yaml'];
const environment = { ...process.env };
if (options.azure) {
  configs.push('app-config.azure.yaml');
} else {
  configs.push('app-config.demo.yaml');
  const simulator = await startSimulator();
  const file = join(stateDir, 'app-config.simulator.yaml');
  writeFileSync(file, stringify(demoConfig(simulator)));
  configs.push(file);
  const { sweeper, provisioner, splunk } = simulator.credentials;
  Object.assign(environment, {
    DEMO_SWEEPER_CLIENT_ID: sweeper.clientId,
    DEMO_SWEEPER_CLIENT_SECRET: sweeper.clientSecret,
    DEMO_PROVISIONER_CLIENT_ID: provisioner.clientId,
    DEMO_PROVISIONER_CLIENT_SECRET: provisioner.clientSecret,
    DEMO_SPLUNK_MANAGEMENT_TOKEN: splunk.managementToken,
    DEMO_SPLUNK_SEARCH_TOKEN: splunk.searchToken,
  });
}

// Ports and the place of the database follow the flags.
const placeFile = join(stateDir, 'app-config.place.yaml');
mkdirSync(join(stateDir, 'database'), { recursive: true });
writeFileSync(
  placeFile,
  stringify({
    app: { baseUrl: `http://localhost:${appPort}` },
    backend: {
      baseUrl: `http://localhost:${backendPort}`,
      listen: { host: '127.0.0.1', port: backendPort },
      cors: { origin: `http://localhost:${appPort}` },
      database: {
        client: 'better-sqlite3',
        connection: { directory: join(stateDir, 'database') },
      },
    },
  }),
);
configs.push(placeFile);

const portal = startGroup(
  process.execPath,
  [
    join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
    'repo',
    'start',
    // The CLI starts each package in its own folder.
    ...configs.flatMap(config => ['--config', resolve(root, config)]),
  ],
  {
    cwd: root,
    env: {
      ...environment,
      BROWSER: process.env.BROWSER ?? 'none',
      ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  },
);
groups.push(portal);
const log = createWriteStream(join(stateDir, 'portal.log'));
for (const [from, to] of [
  [portal.child.stdout, process.stdout],
  [portal.child.stderr, process.stderr],
]) {
  from.pipe(to, { end: false });
  from.pipe(log, { end: false });
}
portal.ended.then(({ code }) => stop(code ?? 0));

async function answers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5000) })).ok;
  } catch {
    return false; // not listening yet: the caller asks again
  }
}
const began = Date.now();
for (;;) {
  const up =
    (await answers(`http://localhost:${appPort}/`)) &&
    (await answers(
      `http://localhost:${backendPort}/.backstage/health/v1/readiness`,
    ));
  if (up) break;
  await new Promise(wait => setTimeout(wait, 1000));
}
console.log(`
  The portal is open: http://localhost:${appPort}

  Enter as a guest, look at "SIEM forwarders", then press "Create" and run
  "Stream Defender for IoT alerts to a SIEM" with its defaults.
  (Ready after ${Math.round(
    (Date.now() - began) / 1000,
  )} s. Ctrl+C ends everything${
  options.azure ? '' : '; npm start -- --fresh forgets the demo'
}.)
`);

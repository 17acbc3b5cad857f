import { Command, InvalidArgumentError } from 'commander';
import { AnswerTimesName, answerTimesNames } from '../AnswerTimes';
import { Behaviours, behaviourTable } from '../Behaviours';
import { PortName, portNames } from '../http/ServiceName';
import { latencyPresets, LatencyPreset } from '../Latencies';
import { FleetOptions, generateFleet } from '../seed/generateFleet';
import { SeedName } from '../seed/Seed';
import { seedNames } from '../seed/seedFunction';
import {
  AzureSimulator,
  SiemReadersMode,
  siemReadersModes,
  startAzureSimulator,
} from '../startAzureSimulator';
import { EndpointsFile } from './EndpointsFile';
import { readFleet } from './readFleet';
import { writeFileAtomically } from './writeFileAtomically';

interface ServeOptions {
  seed: SeedName;
  fleet?: FleetOptions;
  latencies: LatencyPreset;
  answerTimes: AnswerTimesName;
  without: Partial<Behaviours>;
  stateDir?: string;
  caFile?: string;
  endpointsFile?: string;
  port: Partial<Record<PortName, number>>;
  siemReaders: SiemReadersMode;
  exitWithParent?: boolean;
}

function oneOf<T extends string>(values: readonly T[]): (text: string) => T {
  return text => {
    const found = values.find(value => value === text);
    if (!found) {
      throw new InvalidArgumentError(`It must be one of ${values.join(', ')}.`);
    }
    return found;
  };
}

function addPort(
  text: string,
  ports: Partial<Record<PortName, number>>,
): Partial<Record<PortName, number>> {
  const [name, number] = text.split('=', 2);
  const service = portNames.find(candidate => candidate === name);
  const port = Number(number);
  if (!service || !/^\d+$/.test(number ?? '') || port > 65_535) {
    throw new InvalidArgumentError(
      `Write service=port, a port from 0 (any free one) to 65535; services are ${portNames.join(
        ', ',
      )}.`,
    );
  }
  return { ...ports, [service]: port };
}

function addWithout(
  name: string,
  behaviours: Partial<Behaviours>,
): Partial<Behaviours> {
  if (!(name in behaviourTable)) {
    throw new InvalidArgumentError(
      `'${name}' is none of ${Object.keys(behaviourTable).join(', ')}.`,
    );
  }
  return { ...behaviours, [name]: false };
}

function describe(simulator: AzureSimulator, options: ServeOptions): string {
  const { keyVaults, ...rest } = simulator.endpoints;
  const services = [
    ...Object.entries(rest),
    ...Object.entries(keyVaults).map(([name, url]) => [
      `key vault ${name}`,
      url,
    ]),
  ];
  const waits = Object.entries(latencyPresets[options.latencies]).map(
    ([name, milliseconds]) => `${name} ${milliseconds / 1000} s`,
  );
  return [
    ...services.map(([name, url]) => `${name.padEnd(22)} ${url}`),
    `Waits (${options.latencies}): ${waits.join(', ')}.`,
    '',
  ].join('\n');
}

/** Resolves when the process is told to end. */
function untilTold(exitWithParent: boolean): Promise<void> {
  return new Promise(resolve => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
    if (exitWithParent) {
      process.stdin.resume();
      process.stdin.once('end', () => resolve());
      process.stdin.once('close', () => resolve());
    }
  });
}

/** Says for which service a port could not be had. */
function explainPort(error: unknown, ports: ServeOptions['port']): unknown {
  const { code, port } = error as { code?: string; port?: number };
  const service = portNames.find(name => ports[name] === port);
  if (port === undefined || service === undefined) {
    return error;
  }
  const why =
    code === 'EADDRINUSE' ? 'something else listens there' : String(code);
  return new Error(
    `--port ${service}=${port}: the port cannot be had (${why}): give another one, or end what has it.`,
    { cause: error },
  );
}

async function writeAsked(
  option: string,
  path: string,
  text: string,
): Promise<void> {
  try {
    await writeFileAtomically(path, text);
  } catch (error) {
    throw new Error(
      `${option}: '${path}' cannot be written (${
        (error as Error).message
      }): give a file in a folder that can be made and written to.`,
      { cause: error },
    );
  }
}

async function writeFiles(
  simulator: AzureSimulator,
  options: ServeOptions,
): Promise<void> {
  if (options.caFile) {
    await writeAsked('--ca-file', options.caFile, simulator.caPem);
  }
  if (options.endpointsFile) {
    const file: EndpointsFile = {
      endpoints: simulator.endpoints,
      caPem: simulator.caPem,
      credentials: simulator.credentials,
      pid: process.pid,
    };
    await writeAsked(
      '--endpoints-file',
      options.endpointsFile,
      `${JSON.stringify(file, null, 2)}\n`,
    );
  }
}

async function serve(options: ServeOptions): Promise<void> {
  const simulator = await startAzureSimulator({
    seed: options.fleet ? generateFleet(options.fleet) : options.seed,
    latencies: options.latencies,
    answerTimes: options.answerTimes,
    behaviours: options.without,
    ports: options.port,
    siemReaders: options.siemReaders,
    stateDir: options.stateDir,
    logger: { error: message => process.stderr.write(`${message}\n`) },
  }).catch(error => {
    throw explainPort(error, options.port);
  });
  try {
    await writeFiles(simulator, options);
    // Whoever reads that it is ready may end it at once.
    const told = untilTold(options.exitWithParent ?? false);
    process.stdout.write(describe(simulator, options));
    await told;
  } finally {
    // An open stdin would keep the process alive, also when the last save fails.
    process.stdin.destroy();
    await simulator.stop();
  }
}

/** Adds `serve`: runs the simulator until SIGTERM, SIGINT or the end of stdin. */
export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('Run the simulator until it is told to end.')
    .option(
      '--seed <name>',
      `what exists at the start: ${seedNames.join(', ')}`,
      oneOf<SeedName>(seedNames),
      'demo',
    )
    .option(
      '--latencies <name>',
      'how slow the cloud is: realistic, demo or none',
      oneOf(Object.keys(latencyPresets) as LatencyPreset[]),
      'demo',
    )
    .option(
      '--answer-times <name>',
      'how long each answer takes: none (at once) or realistic',
      oneOf(answerTimesNames),
      'none',
    )
    .option(
      '--without <behaviour>',
      `switch off what bites in production (repeatable): ${Object.keys(
        behaviourTable,
      ).join(', ')}`,
      addWithout,
      {},
    )
    .option(
      '--fleet <sizes>',
      'instead of a seed a generated fleet: forwarders=1000,workspaces=200,namespaces=100,subscriptions=10,broken=0.05 (each may be left out); best with --siem-readers none',
      readFleet,
    )
    .option('--state-dir <dir>', 'save the state there, and begin with it')
    .option('--ca-file <file>', 'write the certificate authority there')
    .option(
      '--endpoints-file <file>',
      'write endpoints and credentials there (JSON, readable by its owner) when ready',
    )
    .option(
      '--siem-readers <mode>',
      `how Splunk's inputs read their hubs: ${siemReadersModes.join(', ')}`,
      oneOf(siemReadersModes),
      'amqp',
    )
    .option('--port <service=port>', 'a fixed port (repeatable)', addPort, {})
    .option('--exit-with-parent', 'end when stdin closes')
    .action(serve);
}

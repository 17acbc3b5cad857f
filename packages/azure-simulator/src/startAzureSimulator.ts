import { EventHubsFaults } from './amqp/EventHubsFaults';
import { EventHubsServer } from './amqp/EventHubsServer';
import {
  AnswerTimes,
  AnswerTimesName,
  preparedAnswerTimes,
} from './AnswerTimes';
import { armService } from './arm/armService';
import { azureBehaviours, Behaviours } from './Behaviours';
import { Clock, ManualClock, RealClock } from './clock/Clock';
import { controlApp } from './control/controlApp';
import { SimulatorClient } from './control/SimulatorClient';
import { createCredentials, SimulatorCredentials } from './Credentials';
import { SimulatorEndpoints } from './Endpoints';
import { describeOperations } from './http/describeOperations';
import { Exchange } from './http/Exchange';
import { SiemReading } from './flow/runFlow';
import { graphService } from './graph/graphService';
import { listenPlain, listenTls, ListeningServer } from './http/listen';
import { ServiceDefinition } from './http/ServiceDefinition';
import { TrafficRecorder } from './http/TrafficRecorder';
import { serviceHandler } from './http/serviceHandler';
import { PortName } from './http/ServiceName';
import { vaultService } from './keyVault/vaultService';
import { Latencies, latencyPresets, LatencyPreset } from './Latencies';
import { AccessTokens } from './login/AccessTokens';
import { loginService } from './login/loginService';
import { logsService } from './logs/logsService';
import { metricsService } from './metrics/metricsService';
import { SeedFunction, SeedName } from './seed/Seed';
import { readDirectly } from './readers/readDirectly';
import { SiemReaders } from './readers/SiemReaders';
import { seedFunction } from './seed/seedFunction';
import { Simulator } from './Simulator';
import { splunkManagementService } from './splunk/splunkManagementService';
import { splunkSearchService } from './splunk/splunkSearchService';
import { StateFile } from './state/StateFile';
import { createServerCertificates } from './tls/certificateAuthority';

/** What the simulator writes its own troubles to. */
export interface SimulatorLogger {
  error(message: string): void;
}

/** How the simulated SIEM may read. */
export const siemReadersModes = ['amqp', 'direct', 'none'] as const;

/** One of these ways. */
export type SiemReadersMode = (typeof siemReadersModes)[number];

/** How to start a simulator. */
export interface AzureSimulatorOptions {
  /** What exists at the start: `empty` (default), `demo`, or a function of one's own. */
  seed?: SeedName | SeedFunction;
  /** Real time by default; `{ startAt, manual: true }` stands at an ISO 8601 instant until advanced. */
  clock?: Clock | { startAt: string; manual: true };
  /** Fixed ports; a free one is taken for every service that is not named. `keyVault` is the first vault's. */
  ports?: Partial<Record<PortName, number>>;
  /** A prepared set, or milliseconds of one's own over the set `none`. Default `realistic`. */
  latencies?: LatencyPreset | Partial<Latencies>;
  /**
   * How long each answer is kept back, in real time: a prepared set or one's
   * own. By default answers come at once.
   */
  answerTimes?: AnswerTimesName | AnswerTimes;
  /** What bites in production; each on by default, as in Azure. */
  behaviours?: Partial<Behaviours>;
  /** Milliseconds between two ticks: real ones, or simulated ones of a manual clock (default 1,000 and 10,000). */
  tickInterval?: number;
  /** Credentials of the portal; by default from the environment, else random. */
  credentials?: SimulatorCredentials;
  /** Folder in which the state is saved and from which it is read again at the start. */
  stateDir?: string;
  /** Whether the control API shows the values of secrets. Default: only with a manual clock. */
  testMode?: boolean;
  /**
   * Folder into which every exchange is written for the referee of API
   * conformance; by default the environment's SIMULATOR_TRAFFIC_DIR, if any.
   */
  trafficDir?: string;
  /**
   * How the simulated SIEM reads its hubs. `amqp` (default): each input through
   * the official client with its own account and consumer group; with a manual
   * clock every tick waits until they have what they may read. `direct`: from
   * the state, by the same rules and without connections, for fleets of
   * thousands. `none`: not at all.
   */
  siemReaders?: SiemReadersMode;
  logger?: SimulatorLogger;
}

/** A running simulator. */
export interface AzureSimulator {
  endpoints: SimulatorEndpoints;
  /** Certificate of the authority that the HTTPS services' certificate comes from. */
  caPem: string;
  /** What a portal needs to sign in. */
  credentials: SimulatorCredentials;
  control: SimulatorClient;
  /** Breaks the Event Hubs data plane, and counts what that did. */
  eventHubs: EventHubsFaults;
  /** Saves the state when there is a state folder, and closes every server. */
  stop(): Promise<void>;
}

function clockOf(option: AzureSimulatorOptions['clock']): Clock {
  if (option === undefined) {
    return new RealClock();
  }
  return 'startAt' in option ? ManualClock.startingAt(option.startAt) : option;
}

function latenciesOf(option: AzureSimulatorOptions['latencies']): Latencies {
  if (option === undefined || typeof option === 'string') {
    return latencyPresets[option ?? 'realistic'];
  }
  return { ...latencyPresets.none, ...option };
}

function answerTimesOf(
  option: AzureSimulatorOptions['answerTimes'] = 'none',
): AnswerTimes | undefined {
  return typeof option === 'string' ? preparedAnswerTimes[option] : option;
}

/**
 * Starts Azure and Splunk on 127.0.0.1: HTTPS with a certificate authority of
 * this run, one port a service, and a control API.
 */
export async function startAzureSimulator(
  options: AzureSimulatorOptions = {},
): Promise<AzureSimulator> {
  const clock = clockOf(options.clock);
  const credentials =
    options.credentials ?? createCredentials(process.env, clock.now());
  const seed = seedFunction(options.seed ?? 'empty');
  const stateFile = options.stateDir
    ? new StateFile(options.stateDir)
    : undefined;
  await stateFile?.prepare();
  const saved = await stateFile?.read(credentials);
  const simulator = new Simulator({
    clock,
    credentials,
    latencies: latenciesOf(options.latencies),
    behaviours: { ...azureBehaviours, ...options.behaviours },
    state: saved ?? seed({ now: clock.now(), credentials }),
  });
  const reportError = (error: unknown) =>
    options.logger?.error(
      `Azure simulator: ${
        error instanceof Error ? error.stack ?? error.message : String(error)
      }`,
    );
  const tokens = new AccessTokens();
  const certificates = await createServerCertificates();
  const servers: ListeningServer[] = [];
  const services: ServiceDefinition[] = [];
  const trafficDir = options.trafficDir ?? process.env.SIMULATOR_TRAFFIC_DIR;
  const recorder = trafficDir ? new TrafficRecorder(trafficDir) : undefined;
  const environment = {
    world: simulator,
    requests: simulator.requests,
    faults: simulator.faults,
    answerTimes: answerTimesOf(options.answerTimes),
    onInternalError: reportError,
    onExchange: recorder && ((exchange: Exchange) => recorder.record(exchange)),
  };
  const serve = async (
    service: ServiceDefinition,
    port: number,
  ): Promise<string> => {
    services.push(service);
    const server = await listenTls(
      serviceHandler(service, environment),
      certificates,
      port,
    );
    servers.push(server);
    return `https://127.0.0.1:${server.port}`;
  };
  const portOf = (name: PortName) => options.ports?.[name] ?? 0;
  const closeAll = async () => {
    await Promise.all(servers.splice(0).map(server => server.close()));
    recorder?.close();
  };

  try {
    let resourceManager = '';
    const login = await serve(
      loginService(simulator, tokens, () => resourceManager),
      portOf('login'),
    );
    const keyVaults: Record<string, string> = {};
    const vaultNames = Object.values(simulator.state.vaults).map(
      vault => vault.name,
    );
    for (const [index, name] of vaultNames.entries()) {
      keyVaults[name] = await serve(
        vaultService(
          simulator,
          tokens,
          name,
          () => `${login}/${simulator.state.directory.tenantId}`,
        ),
        index === 0 ? portOf('keyVault') : 0,
      );
    }
    resourceManager = await serve(
      armService(simulator, tokens),
      portOf('resourceManager'),
    );
    const eventHubs = await EventHubsServer.listen({
      world: simulator,
      tokens,
      certificates,
      port: portOf('eventHubs'),
      onError: reportError,
    });
    servers.push(eventHubs);
    const endpoints = {
      login,
      eventHubs: `sb://localhost:${eventHubs.port}`,
      keyVaults,
      resourceManager,
      graph: await serve(graphService(simulator, tokens), portOf('graph')),
      logs: `${await serve(logsService(simulator, tokens), portOf('logs'))}/v1`,
      metrics: `${await serve(
        metricsService(simulator, tokens),
        portOf('metrics'),
      )}/{region}`,
      splunkManagement: await serve(
        splunkManagementService(simulator, credentials),
        portOf('splunkManagement'),
      ),
      splunkSearch: await serve(
        splunkSearchService(simulator, credentials),
        portOf('splunkSearch'),
      ),
    };

    const tickInterval =
      options.tickInterval ?? (clock.manual ? 10_000 : 1_000);
    const control = await listenPlain(
      controlApp({
        world: simulator,
        requests: simulator.requests,
        faults: simulator.faults,
        scenarios: simulator.scenarios,
        eventHubs,
        testMode: options.testMode ?? clock.manual,
        operations: () => describeOperations(services),
        reset: async name =>
          simulator.reset(name === undefined ? seed : seedFunction(name)),
        advance: duration => simulator.advance(duration, tickInterval),
        tick: () => simulator.tick(),
      }),
      portOf('control'),
    );
    servers.push(control);

    if (stateFile) {
      simulator.onChange = cause =>
        stateFile.scheduleWrite(cause, () => simulator.state, reportError);
    }
    const timer = clock.manual
      ? undefined
      : setInterval(() => {
          simulator.tick().catch(reportError);
        }, tickInterval);

    const readers = new SiemReaders(simulator, {
      eventHubs: endpoints.eventHubs,
      login,
      caPem: certificates.caPem,
    });
    const readings: Record<SiemReadersMode, SiemReading> = {
      amqp: () => readers.step(),
      direct: present => readDirectly(present),
      none: () => {},
    };
    const reading = readings[options.siemReaders ?? 'amqp'];
    simulator.reading = present => {
      eventHubs.tick();
      return reading(present);
    };
    simulator.onReset = async () => {
      await readers.stop();
      eventHubs.faults.clear();
      eventHubs.tick();
    };

    const controlUrl = `http://127.0.0.1:${control.port}`;
    return {
      endpoints: { ...endpoints, control: controlUrl },
      caPem: certificates.caPem,
      credentials,
      control: new SimulatorClient(controlUrl),
      eventHubs,
      stop: async () => {
        clearInterval(timer);
        await readers.stop();
        await closeAll();
        // A tick on its way would else ask for another save, and keep the process alive for it.
        simulator.onChange = () => {};
        await stateFile?.write(simulator.state);
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

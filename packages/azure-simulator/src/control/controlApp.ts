import { EventHubsFaults } from '../amqp/EventHubsFaults';
import express, { ErrorRequestHandler, Express } from 'express';
import Router from 'express-promise-router';
import { toIso } from '../clock/format';
import { booleanAt, stringAt } from '../http/json';
import { FaultDesk } from '../faults/FaultDesk';
import { readFault } from '../faults/readFault';
import { RequestLog } from '../http/RequestLog';
import { ServiceError } from '../http/ServiceError';
import { ScenarioDesk } from '../scenarios/ScenarioDesk';
import { SeedName } from '../seed/Seed';
import { seedNames } from '../seed/seedFunction';
import { World } from '../World';
import { AdvanceDuration } from './SimulatorClient';
import { controlHeader } from './controlHeader';
import { OperationDescription } from './ControlTypes';
import { ControlRefusal } from './ControlRefusal';
import { addHubFaultRoutes } from './hubFaultRoutes';
import * as interventions from './interventions';
import { listForwarders } from './listForwarders';
import { notFound } from './notFound';
import { readBehaviours } from './readBehaviours';
import { daysAt, readSpan } from './readNumbers';
import { redactState } from './redactState';

/** What the control API can ask of the running simulator. */
export interface ControlTarget {
  world: World;
  requests: RequestLog;
  faults: FaultDesk;
  scenarios: ScenarioDesk;
  eventHubs: EventHubsFaults;
  /** Whether the state is shown with the values of secrets. */
  testMode: boolean;
  operations(): OperationDescription[];
  reset(seed: SeedName | undefined): Promise<void>;
  advance(duration: AdvanceDuration): Promise<void>;
  tick(): Promise<void>;
}

/** Whether express found the request malformed: no JSON, too large. */
function isHttpError(error: unknown): error is Error & { status: number } {
  return (
    error instanceof Error &&
    'status' in error &&
    typeof error.status === 'number' &&
    error.status < 500
  );
}

/** The text under a name, or a refusal that names it. */
function required(body: unknown, name: string): string {
  const value = stringAt(body, name);
  if (value === undefined) {
    throw new ControlRefusal(`The body needs '${name}'.`);
  }
  return value;
}

/** The control API: plain HTTP, JSON, no authentication, loopback only. */
export function controlApp(target: ControlTarget): Express {
  const { world, requests, faults, scenarios } = target;
  const router = Router();
  const done = { ok: true };

  addHubFaultRoutes(router, world, target.eventHubs);
  router.get('/now', (_, res) => {
    res.json({ now: toIso(world.clock.now()) });
  });
  router.get('/state', (req, res) => {
    const state = target.testMode ? world.state : redactState(world.state);
    const parts = String(req.query.parts ?? '');
    res.json(
      parts === ''
        ? state
        : Object.fromEntries(
            Object.entries(state).filter(([name]) =>
              parts.split(',').includes(name),
            ),
          ),
    );
  });
  router.get('/forwarders', (_, res) => {
    res.json(listForwarders(world));
  });
  router.get('/operations', (_, res) => {
    res.json(target.operations());
  });
  router.get('/requests', (_, res) => {
    res.json(requests.list());
  });
  router.get('/requests/counts', (_, res) => {
    res.json(requests.counts());
  });
  router.delete('/requests', (_, res) => {
    requests.clear();
    res.json(done);
  });
  router.post('/reset', async (req, res) => {
    const name = stringAt(req.body, 'seed');
    const seed = seedNames.find(candidate => candidate === name);
    if (name !== undefined && !seed) {
      throw new ControlRefusal(
        `There is no seed '${name}': ${seedNames.join(', ')}.`,
      );
    }
    await target.reset(seed);
    res.json(done);
  });
  router.post('/advance', async (req, res) => {
    await target.advance(readSpan(req.body));
    res.json({ now: toIso(world.clock.now()) });
  });
  router.post('/tick', async (_, res) => {
    await target.tick();
    res.json(done);
  });
  router.get('/faults', (_, res) => {
    res.json(faults.list());
  });
  router.post('/faults', (req, res) => {
    res.json(
      faults.add(
        readFault(req.body, {
          operations: target.operations(),
          applications: Object.values(world.state.directory.applications),
        }),
      ),
    );
  });
  router.delete('/faults', (_, res) => {
    faults.clear();
    res.json(done);
  });
  router.delete('/faults/:id', (req, res) => {
    if (!faults.remove(req.params.id)) {
      throw notFound({
        problem: `No fault '${req.params.id}' is in force.`,
        name: req.params.id,
        known: faults.list().map(({ id }) => id),
        remedy: 'The command `fault list` shows those that are.',
      });
    }
    res.json(done);
  });
  router.get('/scenarios', (_, res) => {
    res.json(scenarios.list());
  });
  router.post('/scenarios/apply', (req, res) => {
    res.json(
      scenarios.apply(
        required(req.body, 'name'),
        stringAt(req.body, 'forwarder'),
      ),
    );
  });
  router.post('/scenarios/undo', (req, res) => {
    res.json(scenarios.undo(stringAt(req.body, 'name')));
  });
  router.post('/incidents', (req, res) => {
    res.json(
      interventions.createIncident(
        world,
        required(req.body, 'workspaceId'),
        interventions.readProduct(req.body),
      ),
    );
  });
  router.post('/alerts', (req, res) => {
    res.json(
      interventions.createAlert(
        world,
        required(req.body, 'workspaceId'),
        interventions.readProduct(req.body),
      ),
    );
  });
  router.post('/rules', (req, res) => {
    interventions.setRuleEnabled(
      world,
      required(req.body, 'ruleId'),
      booleanAt(req.body, 'enable') ?? true,
    );
    res.json(done);
  });
  router.post('/rules/remove', (req, res) => {
    interventions.removeRule(world, required(req.body, 'ruleId'));
    res.json(done);
  });
  router.post('/splunk/inputs', (req, res) => {
    interventions.setInputDisabled(
      world,
      required(req.body, 'name'),
      booleanAt(req.body, 'disabled') ?? false,
    );
    res.json(done);
  });
  router.post('/splunk/running', (req, res) => {
    world.state.splunk.running = booleanAt(req.body, 'running') ?? true;
    res.json(done);
  });
  router.post('/splunk/addon', (req, res) => {
    world.state.splunk.addOn.installed =
      booleanAt(req.body, 'installed') ?? true;
    res.json(done);
  });
  router.post('/splunk/tokens/expire', (req, res) => {
    interventions.expireSplunkToken(world, required(req.body, 'instance'));
    res.json(done);
  });
  router.post('/splunk/token-authentication', (req, res) => {
    world.state.splunk.tokenAuthentication =
      booleanAt(req.body, 'enabled') ?? true;
    res.json(done);
  });
  router.post('/splunk/peers', (req, res) => {
    interventions.setSplunkPeerDown(
      world,
      required(req.body, 'name'),
      booleanAt(req.body, 'down') ?? true,
    );
    res.json(done);
  });
  router.post('/secrets/expire', (req, res) => {
    interventions.expireSecrets(world, required(req.body, 'appId'));
    res.json(done);
  });
  router.post('/roles/remove', (req, res) => {
    res.json({
      removed: interventions.removeRoleAssignments(
        world,
        required(req.body, 'appId'),
        stringAt(req.body, 'roleName'),
      ),
    });
  });
  router.post('/providers', (req, res) => {
    interventions.setProvider(
      world,
      required(req.body, 'subscriptionId'),
      required(req.body, 'namespace'),
      booleanAt(req.body, 'registered') ?? true,
    );
    res.json(done);
  });
  router.get('/behaviours', (_, res) => {
    res.json(world.behaviours);
  });
  router.post('/behaviours', (req, res) => {
    world.behaviours = { ...world.behaviours, ...readBehaviours(req.body) };
    res.json(world.behaviours);
  });
  router.post('/namespaces/fail-next', (req, res) => {
    interventions.failNextNamespace(world, required(req.body, 'name'));
    res.json(done);
  });
  router.post('/policies/secret-lifetime', (req, res) => {
    world.state.directory.maxSecretLifetimeDays = daysAt(req.body, 'days');
    res.json(done);
  });

  const onError: ErrorRequestHandler = (error, _req, res, _next) => {
    const message = error instanceof Error ? error.message : String(error);
    const refused =
      error instanceof ControlRefusal ||
      error instanceof ServiceError ||
      isHttpError(error);
    res.status(refused ? error.status : 500).json({ error: message });
  };
  const app = express();
  app.use((_req, res, next) => {
    res.setHeader(controlHeader, '1');
    next();
  });
  app.use(express.json());
  app.use((req, _res, next) => {
    if (req.method !== 'GET') {
      world.changed();
    }
    next();
  });
  app.use(router);
  app.use((req, res) => {
    res.status(404).json({ error: `The control API has no ${req.path}.` });
  });
  app.use(onError);
  return app;
}

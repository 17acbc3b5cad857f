import { IRouter } from 'express';
import { EventHubsFaults } from '../amqp/EventHubsFaults';
import { linkRefusals } from '../amqp/HubFaults';
import { liveNamespaces } from '../arm/eventHub/findNamespace';
import { stringAt, valueAt } from '../http/json';
import { World } from '../World';
import { ControlRefusal } from './ControlRefusal';
import { notFound } from './notFound';
import { countAt } from './readNumbers';

/** The name of a hub that is in some namespace, if one is named. */
function hubAt(world: World, body: unknown): string | undefined {
  const name = valueAt(body, 'hub');
  if (name === undefined) {
    return undefined;
  }
  const known = [
    ...new Set(
      liveNamespaces(world).flatMap(({ eventHubs }) =>
        Object.values(eventHubs).map(hub => hub.name),
      ),
    ),
  ];
  const hub = known.find(
    candidate => candidate.toLowerCase() === String(name).toLowerCase(),
  );
  if (hub === undefined) {
    throw notFound({
      problem: `No namespace has an event hub '${String(name)}'.`,
      name: String(name),
      known,
      remedy: 'Give the name of a hub, or none for all of them.',
    });
  }
  return hub;
}

/** Adds what breaks the Event Hubs data plane, and the count of what that did. */
export function addHubFaultRoutes(
  router: IRouter,
  world: World,
  eventHubs: EventHubsFaults,
): void {
  const done = { ok: true };
  router.get('/hubs', (_, res) => {
    res.json({
      connections: eventHubs.connectionCount,
      cut: eventHubs.faults.cut,
    });
  });
  router.post('/hubs/connections/drop', (_, res) => {
    res.json({ dropped: eventHubs.dropConnections() });
  });
  router.post('/hubs/links/drop', (req, res) => {
    res.json({ dropped: eventHubs.dropLinks({ hub: hubAt(world, req.body) }) });
  });
  router.post('/hubs/dispositions/cut', (req, res) => {
    eventHubs.faults.cutDispositions({
      hub: hubAt(world, req.body),
      batches: countAt(req.body, 'batches'),
    });
    res.json(done);
  });
  router.post('/hubs/refusals', (req, res) => {
    const name = stringAt(req.body, 'refusal');
    const refusal = linkRefusals.find(candidate => candidate === name);
    if (!refusal) {
      throw new ControlRefusal(
        `A hub cannot refuse with '${name}': ${linkRefusals.join(', ')}.`,
      );
    }
    eventHubs.faults.refuse(refusal, {
      hub: hubAt(world, req.body),
      times: countAt(req.body, 'times'),
    });
    res.json(done);
  });
  router.delete('/hubs/faults', (_, res) => {
    eventHubs.faults.clear();
    res.json(done);
  });
}

import { IRouter } from 'express';
import { EventHubsFaults } from '../amqp/EventHubsFaults';
import { linkRefusals } from '../amqp/HubFaults';
import { numberAt, stringAt } from '../http/json';
import { ControlRefusal } from './ControlRefusal';

/** A whole number above zero under a name, if there is one. */
function countAt(body: unknown, name: string): number | undefined {
  const count = numberAt(body, name);
  if (count !== undefined && !(Number.isInteger(count) && count > 0)) {
    throw new ControlRefusal(
      `'${name}' is ${count}: it must be a whole number above 0.`,
    );
  }
  return count;
}

/** Adds what breaks the Event Hubs data plane, and the count of what that did. */
export function addHubFaultRoutes(
  router: IRouter,
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
    res.json({
      dropped: eventHubs.dropLinks({ hub: stringAt(req.body, 'hub') }),
    });
  });
  router.post('/hubs/dispositions/cut', (req, res) => {
    eventHubs.faults.cutDispositions({
      hub: stringAt(req.body, 'hub'),
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
      hub: stringAt(req.body, 'hub'),
      times: countAt(req.body, 'times'),
    });
    res.json(done);
  });
  router.delete('/hubs/faults', (_, res) => {
    eventHubs.faults.clear();
    res.json(done);
  });
}

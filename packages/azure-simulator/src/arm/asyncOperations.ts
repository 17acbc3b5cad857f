import { randomUUID } from 'node:crypto';
import { fromIso, toIso } from '../clock/format';
import { AsyncOperation } from '../state';
import { World } from '../World';

/** Starts a long-running operation that ends after a time (milliseconds). */
export function startOperation(
  world: World,
  options: { subscriptionId: string; location: string; duration: number },
): AsyncOperation {
  const now = world.clock.now();
  const operation: AsyncOperation = {
    id: randomUUID(),
    subscriptionId: options.subscriptionId,
    location: options.location,
    startedAt: toIso(now),
    finishesAt: toIso(now + options.duration),
    failure: null,
  };
  world.state.operations[operation.id] = operation;
  return operation;
}

/** The body that a poll of `Azure-AsyncOperation` gets. */
export function operationStatusBody(
  operation: AsyncOperation,
  id: string,
  now: number,
): Record<string, unknown> {
  const finished = fromIso(operation.finishesAt) <= now;
  const ended = operation.failure ? 'Failed' : 'Succeeded';
  return {
    id,
    name: operation.id,
    status: finished ? ended : 'InProgress',
    startTime: operation.startedAt,
    ...(finished ? { endTime: operation.finishesAt } : {}),
    ...(finished && operation.failure?.code
      ? { error: operation.failure }
      : {}),
  };
}

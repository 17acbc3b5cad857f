import { randomUUID } from 'node:crypto';
import { AmqpError } from 'rhea';
import { toIso } from '../clock/format';
import { ServiceError } from '../http/ServiceError';
import { World } from '../World';
import { amqpErrors } from './amqpErrors';
import { LinkRefusal } from './HubFaults';

/** A refusal's sentence with the marks by which Azure's support finds it. */
export function describeRefusal(error: ServiceError, world: World): string {
  return `${
    error.message
  } TrackingId:${randomUUID()}_G0, SystemTracker:gateway5, Timestamp:${toIso(
    world.clock.now(),
  ).slice(0, 19)}`;
}

/** A refusal as a link's detach or a disposition carries it. */
export function amqpRefusal(error: ServiceError, world: World): AmqpError {
  return {
    condition: error.code,
    description: describeRefusal(error, world),
  } as AmqpError;
}

/** What the fault desk's refusals of a hub say. */
export function faultRefusal(refusal: LinkRefusal, hub: string): ServiceError {
  const refusals: Record<LinkRefusal, () => ServiceError> = {
    serverBusy: () => amqpErrors.serverBusy(),
    unauthorized: () =>
      amqpErrors.unauthorized({ right: 'Listen', resource: hub }),
    entityDisabled: () => amqpErrors.entityDisabled({ entity: hub }),
  };
  return refusals[refusal]();
}

/** A refusal that was thrown; anything else is a defect and is thrown on. */
export function serviceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) {
    return error;
  }
  throw error;
}

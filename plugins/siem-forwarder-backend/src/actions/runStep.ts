import { setTimeout as sleep } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  ResponseError,
} from '@backstage/errors';
import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { JsonObject } from '@backstage/types';
import {
  OperationStep,
  StepResult,
} from 'backstage-plugin-siem-forwarder-common';
import { OperationsClient } from './OperationsClient';
import { withPatience } from './patience';

const DEFAULT_PAUSE_SECONDS = 5;

/** What {@link runStep} needs of an action's context. */
export type StepActionContext = Pick<
  ActionContext<JsonObject>,
  'logger' | 'signal' | 'task'
>;

/**
 * Runs a step of the task's operation to its end: asks, logs, waits as long as
 * the plugin says, and asks again.
 *
 * @throws InputError, ConflictError or NotAllowedError with the plugin's own
 *   sentence; ServiceUnavailableError when it cannot be reached
 */
export async function runStep(
  client: OperationsClient,
  step: OperationStep,
  ctx: StepActionContext,
): Promise<StepResult> {
  const { logger, signal } = ctx;
  const log = logOnce(logger);
  for (;;) {
    const result = await translateErrors(() =>
      withPatience(
        () => client.runStep({ operation: ctx.task.id, step, signal }),
        { logger, signal },
      ),
    );
    log(result.message);
    if (result.status === 'done') {
      return result;
    }
    const seconds = result.retryAfterSeconds ?? DEFAULT_PAUSE_SECONDS;
    await sleep(seconds * 1000, undefined, { signal });
  }
}

/** Waiting answers repeat themselves; the log need not. */
function logOnce(logger: LoggerService): (message: string) => void {
  let last: string | undefined;
  return message => {
    if (message !== last) {
      logger.info(message);
      last = message;
    }
  };
}

/** The plugin's errors keep their name and sentence. */
export async function translateErrors<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw ResponseError.is(error) ? translate(error) : error;
  }
}

/** Without the answer as their cause: it would only add 'Request failed with 400'. */
const knownErrors: Record<string, (message: string) => Error> = {
  InputError: message => new InputError(message),
  ConflictError: message => new ConflictError(message),
  NotAllowedError: message => new NotAllowedError(message),
};

function translate(error: ResponseError): Error {
  const { name, message } = error.cause;
  const known = knownErrors[name];
  if (known) {
    return known(message);
  }
  const other = new Error(message);
  other.name = name;
  return other;
}

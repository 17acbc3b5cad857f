import { setTimeout as sleep } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ResponseError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';

/** How long an action bears that the plugin cannot be reached. */
const PATIENCE_MS = 5 * 60_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** Statuses of a proxy or a plugin that is just not there. */
const ABSENT_STATUSES = [502, 503, 504];

/** Errors with those statuses that are the plugin's own answers. */
const upstreamErrors = [
  'AzureError',
  'SiemError',
  'SiemCredentialRefusedError',
];

/**
 * Calls the plugin, and calls again while it cannot be reached.
 *
 * @throws ServiceUnavailableError after five minutes; ResponseError at once
 *   when the plugin answered
 */
export async function withPatience<T>(
  call: () => Promise<T>,
  options: { logger: LoggerService; signal?: AbortSignal; now?: () => number },
): Promise<T> {
  const { logger, signal, now = () => performance.now() } = options;
  const start = now();
  for (let pause = FIRST_PAUSE_MS; ; pause = longer(pause)) {
    try {
      return await call();
    } catch (error) {
      if (signal?.aborted || !isAbsence(error)) {
        throw error;
      }
      const reason = toError(error).message;
      if (now() - start + pause > PATIENCE_MS) {
        throw new ServiceUnavailableError(
          `The siem-forwarder plugin cannot be reached since ${
            PATIENCE_MS / 60_000
          } minutes (${reason}); nothing is lost: press Retry`,
          error,
        );
      }
      logger.warn(
        `The siem-forwarder plugin cannot be reached (${reason}); trying again in ${
          pause / 1000
        } s`,
      );
      await sleep(pause, undefined, { signal });
    }
  }
}

function longer(pause: number): number {
  return Math.min(pause * 2, LONGEST_PAUSE_MS);
}

/**
 * No answer at all (fetch fails with a TypeError), or one of a gateway. What
 * the plugin says of Azure or of a SIEM is an answer, after patience of its own.
 */
function isAbsence(error: unknown): boolean {
  return ResponseError.is(error)
    ? ABSENT_STATUSES.includes(error.statusCode) &&
        !upstreamErrors.includes(error.cause.name)
    : toError(error).name === 'TypeError';
}

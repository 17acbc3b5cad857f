import {
  PipelinePolicy,
  PipelineRequest,
  PipelineResponse,
} from '@azure/core-rest-pipeline';
import { callPriority } from '../throttle/callPriority';
import { Quota, QuotaBlockedError } from '../throttle/Quota';
import { Quotas } from '../throttle/Quotas';
import { callHeldBack } from './callHeldBack';
import { readRetryAfterSeconds } from './readRetryAfterSeconds';

const throttled = new Set([429, 503, 529]);

/** From this share of its quota on Microsoft Graph warns in a header. */
const GRAPH_WARNING = 0.8;

/** Seconds that sweeps pause after such a warning. */
const GRAPH_PAUSE = 2;

/**
 * Sends no faster than Azure's quotas allow, so that we are not throttled for
 * what we know beforehand, and obeys Azure when it asks to wait: for every call
 * that the same quota counts, and for no other.
 */
export function pacePolicy(quotas: Quotas): PipelinePolicy {
  return {
    name: 'siemForwarderPacePolicy',
    async sendRequest(request, next) {
      const quota = quotas.of(request);
      const leave = await enter(quota, request);
      try {
        const response = await next(request);
        note(quota, response);
        return response;
      } finally {
        leave();
      }
    },
  };
}

async function enter(
  quota: Quota,
  request: PipelineRequest,
): Promise<() => void> {
  try {
    return await quota.enter(
      callPriority(),
      request.abortSignal as AbortSignal | undefined,
    );
  } catch (error) {
    if (error instanceof QuotaBlockedError) {
      throw callHeldBack(request, Math.ceil(error.seconds));
    }
    throw error;
  }
}

function note(quota: Quota, { status, headers }: PipelineResponse): void {
  if (throttled.has(status)) {
    const seconds = readRetryAfterSeconds(headers);
    if (seconds !== undefined) {
      quota.block(seconds);
    }
  }
  const remaining = [
    'x-ms-ratelimit-remaining-subscription-reads',
    'x-ms-ratelimit-remaining-subscription-writes',
    'x-ms-ratelimit-remaining-subscription-deletes',
    'x-ms-ratelimit-remaining-tenant-reads',
    'x-ms-user-quota-remaining',
  ].flatMap(name => headers.get(name) ?? []);
  for (const value of remaining) {
    if (/^\d+$/.test(value)) {
      quota.atMost(Number(value));
    }
  }
  const used = Number(headers.get('x-ms-throttle-limit-percentage') ?? 0);
  if (used >= GRAPH_WARNING) {
    quota.holdSweeps(GRAPH_PAUSE);
  }
}

import { CheckStatus } from 'backstage-plugin-siem-forwarder-common';
import { Answer } from './Answer';

/** One reading of a check that flaps. */
export interface Sample {
  /** When its facts were read (ISO 8601 with zone). */
  at: string;
  failing: boolean;
}

/**
 * The answer that a check gave before. A failure that a broken stage explained
 * was never confirmed by itself, so it does not stand once that stage is whole.
 */
export type PriorAnswer = Pick<Answer, 'status'> & { consequenceOf?: string };

/** What an unconfirmed failure is shown as, by the check's last status. */
const standing: Record<CheckStatus, CheckStatus> = {
  failing: 'failing',
  warning: 'warning',
  unknown: 'pending',
  pending: 'pending',
  quiet: 'quiet',
  ok: 'ok',
  skipped: 'pending',
};

/** Samples that are looked at, and how many of them must be bad. */
const WINDOW = 3;
const NEEDED = 2;

/** Readings closer together than this are one. */
export const APART_MS = 60_000;

/**
 * Notes one more reading. A reading that follows the last within a minute
 * takes its place, so that asking twice proves nothing: its facts come from
 * several sources, and the last of them makes it whole.
 */
export function noteSample(
  samples: readonly Sample[],
  sample: Sample,
): Sample[] {
  const last = samples[samples.length - 1];
  if (!last) {
    return [sample];
  }
  const apart = Date.parse(sample.at) - Date.parse(last.at);
  if (apart < 0) {
    return [...samples];
  }
  return apart < APART_MS
    ? [...samples.slice(0, -1), { at: last.at, failing: sample.failing }]
    : [...samples, sample].slice(-WINDOW);
}

/**
 * Decides whether a failing answer counts already: two of the last three
 * readings must have failed. Until then the earlier answer stands.
 */
export function confirm<T extends Answer>(
  answer: T,
  samples: readonly Sample[],
  prior: PriorAnswer | undefined,
): T {
  const before = prior?.consequenceOf === undefined ? prior : undefined;
  if (
    answer.status !== 'failing' ||
    before?.status === 'failing' ||
    samples.filter(sample => sample.failing).length >= NEEDED
  ) {
    return answer;
  }
  return {
    ...answer,
    status: before ? standing[before.status] : 'pending',
    reason: 'unconfirmed',
    message: `Seen once, and counts when the next reading shows it too: ${answer.message}`,
    remedy: undefined,
    brief: undefined,
    detail: undefined,
  };
}

import { CheckStatus, Remedy } from 'backstage-plugin-siem-forwarder-common';

/** What a check says, before it is noted with its time and evidence. */
export interface Answer {
  status: CheckStatus;
  /** Stable reason code; the status where there is nothing to tell apart. */
  reason: string;
  /** One sentence for people that stays true when it is read later. */
  message: string;
  remedy?: Remedy;
  /** Two or three words for the path on the card: `disabled`, `7 d kept`. */
  brief?: string;
  /** A second sentence under the headline. */
  detail?: string;
}

/** What may be said besides the sentence. */
export type AnswerExtras = Pick<Answer, 'remedy' | 'brief' | 'detail'>;

/** All is well. */
export function ok(message: string, extras: AnswerExtras = {}): Answer {
  return { status: 'ok', reason: 'ok', message, ...extras };
}

/** It works, and will not for long, or not well. */
export function warning(
  reason: string,
  message: string,
  extras: AnswerExtras & { remedy: Remedy },
): Answer {
  return { status: 'warning', reason, message, ...extras };
}

/** Rows do not pass. */
export function failing(
  reason: string,
  message: string,
  extras: AnswerExtras & { remedy: Remedy },
): Answer {
  return { status: 'failing', reason, message, ...extras };
}

/** Too new to judge. */
export function pending(
  reason: string,
  message: string,
  extras: AnswerExtras = {},
): Answer {
  return { status: 'pending', reason, message, ...extras };
}

/** Nothing to forward. */
export function quiet(
  reason: string,
  message: string,
  extras: AnswerExtras = {},
): Answer {
  return { status: 'quiet', reason, message, ...extras };
}

/** Nobody could look. */
export function unknown(
  reason: string,
  message: string,
  extras: AnswerExtras = {},
): Answer {
  return { status: 'unknown', reason, message, ...extras };
}

/** The question does not arise. */
export function skipped(reason: string, message: string): Answer {
  return { status: 'skipped', reason, message };
}

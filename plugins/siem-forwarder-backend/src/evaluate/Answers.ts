import { CheckStatus } from 'backstage-plugin-siem-forwarder-common';

/**
 * Which statuses a check can have: the reason codes with which it answers
 * each, or else the sentence that says why it never does.
 *
 * Every check is also `unknown` when a fact that it needs could not be read,
 * was not read yet, or is too old to be believed; those reason codes are not
 * repeated here. So are the `skipped` for a forwarder that it is not asked of,
 * and for a SIEM that does not tell.
 */
export type Answers = Record<
  Exclude<CheckStatus, 'unknown'>,
  readonly string[] | string
> & {
  /** Reason codes of its own, besides those of facts that are not known. */
  unknown?: readonly string[];
};

/** Reasons why checks never have a status. */
export const never = {
  /** Of `warning`. */
  between: 'What is asked is so or it is not, and nothing lies between.',
  /** Of `failing`. */
  stops: 'It may cost rows one day; none is held back by it.',
  /** Of `failing` and `warning`. */
  silence: 'That nothing happened is no fault.',
  /** Of `pending`. */
  settles: 'What is set is set as soon as it is read.',
  /** Of `quiet`. */
  flows: 'It does not depend on whether there is anything to forward.',
  /** Of `skipped`. */
  always: 'The question arises for every forwarder.',
} as const;

/** Statuses that a check of a setting never has: spread into its {@link Answers}. */
export const ofSetting = {
  warning: never.between,
  pending: never.settles,
  quiet: never.flows,
  skipped: never.always,
} as const;

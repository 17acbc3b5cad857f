import { Health } from 'backstage-plugin-siem-forwarder-common';

/** What the owner can, or must, do something about. */
export const isTrouble: Record<Health, boolean> = {
  failing: true,
  degraded: true,
  unknown: false,
  pending: false,
  quiet: false,
  healthy: false,
};

/** Looks that could not tell: what was known before still counts. */
export const isBlind: Record<Health, boolean> = {
  failing: false,
  degraded: false,
  unknown: true,
  pending: true,
  quiet: false,
  healthy: false,
};

import { Check } from './Check';
import { accessChecks } from './checks/access';
import { deliveryChecks } from './checks/delivery';
import { exportChecks } from './checks/export';
import { sourceChecks } from './checks/source';
import { transportChecks } from './checks/transport';

/** Everything that is asked of a forwarder, in the order in which rows flow. */
export const checks: readonly Check[] = [
  ...sourceChecks,
  ...exportChecks,
  ...transportChecks,
  ...accessChecks,
  ...deliveryChecks,
];

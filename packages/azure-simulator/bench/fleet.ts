import { FleetSize } from '../src/seed/FleetPlan';

/** The fleet that is measured. */
export const fleetSize: FleetSize = {
  forwarders: 10_000,
  workspaces: 2_000,
  namespaces: 1_000,
  subscriptions: 100,
};

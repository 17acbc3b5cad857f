import type { FleetSize } from 'azure-simulator';

/** The generated fleets that are swept. */
export const fleets = {
  A: { forwarders: 1_000, workspaces: 200, namespaces: 100, subscriptions: 20 },
  B: {
    forwarders: 10_000,
    workspaces: 2_000,
    namespaces: 1_000,
    subscriptions: 100,
  },
  C: {
    forwarders: 10_000,
    workspaces: 2_000,
    namespaces: 1_000,
    subscriptions: 1,
  },
} satisfies Record<string, FleetSize>;

/** Name of one of the fleets. */
export type FleetName = keyof typeof fleets;

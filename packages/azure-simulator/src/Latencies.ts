/** Names of the prepared sets of latencies: as in Azure, shortened to seconds, and none at all. */
export const latencyPresetNames = ['realistic', 'demo', 'none'] as const;

/** One of the prepared sets of latencies. */
export type LatencyPreset = (typeof latencyPresetNames)[number];

/** A wait: from when until when, and how long in each prepared set (milliseconds). */
interface LatencyRow extends Record<LatencyPreset, number> {
  means: string;
}

const minute = 60_000;

/** How slow the cloud is, one row a wait. */
export const latencyTable = {
  // Source: Terraform's log of one in https://github.com/turbot/steampipe-plugin-azure/pull/226 (1m17s)
  namespaceCreation: {
    means: 'From the PUT of a namespace until it is active',
    realistic: 75_000,
    demo: 8_000,
    none: 0,
  },
  namespaceDeletion: {
    means: 'From the DELETE of a namespace until it is gone',
    realistic: 60_000,
    demo: 5_000,
    none: 0,
  },
  // Source: https://github.com/Azure/azure-rest-api-specs/issues/31399
  exportVisible: {
    means: 'From the PUT of an export rule until a GET finds it',
    realistic: 5_000,
    demo: 1_000,
    none: 0,
  },
  // Source: "about 30 minutes", https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export
  exportStart: {
    means: 'From enabling an export rule until rows move',
    realistic: 30 * minute,
    demo: 10_000,
    none: 0,
  },
  // Source: "up to 10 minutes", https://learn.microsoft.com/azure/role-based-access-control/troubleshooting
  roleAssignment: {
    means: 'From the PUT of a role assignment until it grants something',
    realistic: 5 * minute,
    demo: 4_000,
    none: 0,
  },
  applicationReplication: {
    means:
      'From the creation of an application or service principal until login and role assignments know it (PrincipalNotFound, AADSTS700016)',
    realistic: 20_000,
    demo: 3_000,
    none: 0,
  },
  // An assumption: as long as Graph's other replicas take.
  principalCreation: {
    means:
      'From the creation of an application until Graph makes a service principal of it (NoBackingApplicationObject)',
    realistic: 5_000,
    demo: 1_000,
    none: 0,
  },
  // Source: https://github.com/byte5ai/omadia/issues/916
  graphReplication: {
    means:
      'From the creation of an application or service principal until Graph’s own answers show it',
    realistic: 5_000,
    demo: 1_000,
    none: 0,
  },
  freshSecret: {
    means: 'From addPassword until login accepts the secret (AADSTS7000215)',
    realistic: 45_000,
    demo: 5_000,
    none: 0,
  },
  sentinelOnboarding: {
    means: 'From the PUT of an onboarding state until a GET finds it',
    realistic: 15_000,
    demo: 3_000,
    none: 0,
  },
  // Source: https://learn.microsoft.com/azure/governance/resource-graph/overview
  resourceGraphIndex: {
    means: 'From a change of a resource until Resource Graph shows it',
    realistic: 10_000,
    demo: 2_000,
    none: 0,
  },
  // Source: "3 to 20 minutes", https://learn.microsoft.com/azure/azure-monitor/platform/activity-log
  activityLog: {
    means: 'From an operation until the Activity Log shows it',
    realistic: 4 * minute,
    demo: 1_000,
    none: 0,
  },
  inputRestart: {
    means:
      'Longest pause of a Splunk input that failed; its own `interval` (300 s) where that is shorter',
    realistic: 60 * minute,
    demo: 5_000,
    none: 60 * minute,
  },
  splunkSearch: {
    means: 'From dispatching a Splunk search until its results are there',
    realistic: 1_500,
    demo: 300,
    none: 0,
  },
} satisfies Record<string, LatencyRow>;

/** Names of the waits. */
export type LatencyName = keyof typeof latencyTable;

/** How slow the cloud is. All in milliseconds. */
export type Latencies = Record<LatencyName, number>;

/** The prepared sets. */
export const latencyPresets = Object.fromEntries(
  latencyPresetNames.map(preset => [
    preset,
    Object.fromEntries(
      Object.entries(latencyTable).map(([name, row]) => [name, row[preset]]),
    ),
  ]),
) as Record<LatencyPreset, Latencies>;

/** How slow the cloud is. All in milliseconds. */
export interface Latencies {
  /** From the PUT of a namespace until it is active. */
  namespaceCreation: number;
  /** From the DELETE of a namespace until it is gone. */
  namespaceDeletion: number;
  /** From the PUT of a data export rule until a GET finds it (Azure/azure-rest-api-specs#31399). */
  exportVisible: number;
  /** From enabling a data export rule until rows move ("about 30 minutes": logs-data-export). */
  exportStart: number;
  /** From the PUT of a role assignment until it grants something ("up to 10 minutes": RBAC troubleshooting). */
  roleAssignment: number;
  /** From the creation of an application or service principal until other services know it. */
  applicationReplication: number;
  /** From the creation of an application or service principal until Graph's own answers show it (byte5ai/omadia#916). */
  graphReplication: number;
  /** From addPassword until the login service accepts the secret. */
  freshSecret: number;
  /** From the PUT of an onboarding state until a GET finds it. */
  sentinelOnboarding: number;
  /** From a change of a resource until Resource Graph shows it ("seconds": its eventual consistency). */
  resourceGraphIndex: number;
  /** Longest pause of a Splunk input that failed; its own `interval` (300 s) where that is shorter. */
  inputRestart: number;
  /** From dispatching a Splunk search until its results are there. */
  splunkSearch: number;
}

/** Names of the prepared sets of latencies. */
export type LatencyPreset = 'realistic' | 'demo' | 'none';

/** The prepared sets: as in Azure, shortened to seconds, and none at all. */
export const latencyPresets: Record<LatencyPreset, Latencies> = {
  realistic: {
    namespaceCreation: 75_000,
    namespaceDeletion: 60_000,
    exportVisible: 5_000,
    exportStart: 30 * 60_000,
    roleAssignment: 5 * 60_000,
    applicationReplication: 20_000,
    graphReplication: 5_000,
    freshSecret: 45_000,
    sentinelOnboarding: 15_000,
    resourceGraphIndex: 10_000,
    inputRestart: 3_600_000,
    splunkSearch: 1_500,
  },
  demo: {
    namespaceCreation: 8_000,
    namespaceDeletion: 5_000,
    exportVisible: 1_000,
    exportStart: 10_000,
    roleAssignment: 4_000,
    applicationReplication: 3_000,
    graphReplication: 1_000,
    freshSecret: 5_000,
    sentinelOnboarding: 3_000,
    resourceGraphIndex: 2_000,
    inputRestart: 5_000,
    splunkSearch: 300,
  },
  none: {
    namespaceCreation: 0,
    namespaceDeletion: 0,
    exportVisible: 0,
    exportStart: 0,
    roleAssignment: 0,
    applicationReplication: 0,
    graphReplication: 0,
    freshSecret: 0,
    sentinelOnboarding: 0,
    resourceGraphIndex: 0,
    inputRestart: 3_600_000,
    splunkSearch: 0,
  },
};

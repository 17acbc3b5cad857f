/**
 * What bites in production and can be switched off where a test is about
 * something else. Waits are switched off by their latency (see Latencies).
 */
export interface Behaviours {
  /** Token buckets of Resource Manager, Resource Graph, metrics and Graph, with their headers and refusals. */
  throttling: boolean;
  /** Deleted applications, service principals and vault secrets lie in a recycle bin and keep their names. */
  softDelete: boolean;
  /** Export rules: ten active ones in a workspace. Event Hubs: hubs, consumer groups, rules, namespaces. */
  quotas: boolean;
  /** Namespace names are unique in all of Azure, other customers' included. */
  globalNames: boolean;
  /** An export's destination must be in the region of its workspace. */
  regionRules: boolean;
  /** Firewalls of namespaces keep the export out unless trusted services may pass. */
  networkRules: boolean;
  /** An export fails when the namespace refuses shared access keys. */
  exportNeedsLocalAuth: boolean;
  /** Rules accept tables that are never exported, without a word. */
  unsupportedTables: boolean;
  /** Some refusals of export rules come as text instead of JSON. */
  plainTextRefusals: boolean;
  /** Rows that could not be exported for twelve hours are discarded; retries send some of them twice. */
  exportRetryWindow: boolean;
  /** Events that nobody read within the retention of their hub are lost. */
  retention: boolean;
  /** Every change of an incident is a further row, exported again. */
  incidentUpdates: boolean;
  /**
   * Whether an Event Hubs client that is connected goes on after its secret has
   * ended, up to the hour that its token lives, as in Azure. Off: it is
   * disconnected at once, so that a person or a test sees the cause and its
   * effect together.
   */
  tokensOutliveSecrets: boolean;
}

/** As Azure behaves, but for the hour that a token outlives its secret. */
export const azureBehaviours: Behaviours = {
  throttling: true,
  softDelete: true,
  quotas: true,
  globalNames: true,
  regionRules: true,
  networkRules: true,
  exportNeedsLocalAuth: true,
  unsupportedTables: true,
  plainTextRefusals: true,
  exportRetryWindow: true,
  retention: true,
  incidentUpdates: true,
  tokensOutliveSecrets: false,
};

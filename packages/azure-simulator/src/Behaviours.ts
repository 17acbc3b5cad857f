/**
 * What bites in production and can be switched off where a test is about
 * something else. Waits are switched off by their latency (see Latencies).
 */
export interface Behaviours {
  /** Token buckets of Resource Manager, Resource Graph, metrics and Graph, with their headers and refusals. */
  throttling: boolean;
}

/** As Azure behaves. */
export const azureBehaviours: Behaviours = {
  throttling: true,
};

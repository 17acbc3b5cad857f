import type { Latencies } from 'azure-simulator';
import { latencyPresets } from 'azure-simulator';

/** What a run waits for besides answers. */
export const waitNames = [
  'namespaceCreation',
  'graphReplication',
  'principalCreation',
  'applicationReplication',
  'freshSecret',
  'exportVisible',
  'patience',
  'catalog',
] as const;

/** One of these. */
export type WaitName = (typeof waitNames)[number];

/** Milliseconds of each wait. */
export type Waits = Record<WaitName, number>;

/**
 * How long the step that looks for arrivals waits for one. Azure starts an
 * export after half an hour, so that a new forwarder always waits it out.
 */
const PATIENCE = 5 * 60_000;

/** From a registration until the catalog serves its entity; an assumption. */
const CATALOG = 2_000;

/** @param namespaceCreation - milliseconds; Azure takes one to two minutes */
export function waitsWith(namespaceCreation: number): Waits {
  const {
    graphReplication,
    principalCreation,
    applicationReplication,
    freshSecret,
    exportVisible,
  } = latencyPresets.realistic;
  return {
    namespaceCreation,
    graphReplication,
    principalCreation,
    applicationReplication,
    freshSecret,
    exportVisible,
    patience: PATIENCE,
    catalog: CATALOG,
  };
}

/** The simulator's latencies for these waits. */
export function latenciesOf(waits: Waits): Latencies {
  return {
    ...latencyPresets.realistic,
    namespaceCreation: waits.namespaceCreation,
  };
}

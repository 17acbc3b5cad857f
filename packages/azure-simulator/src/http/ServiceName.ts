/** The simulated hosts; each listens on a port of its own. */
export const serviceNames = [
  'login',
  'resourceManager',
  'graph',
  'logs',
  'metrics',
  'keyVault',
  'splunkManagement',
  'splunkSearch',
  'control',
] as const;

/** One of the simulated hosts. */
export type ServiceName = (typeof serviceNames)[number];

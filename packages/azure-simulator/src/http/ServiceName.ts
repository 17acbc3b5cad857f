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

/** Everything that listens: the hosts over HTTP, and Event Hubs over AMQP. */
export const portNames = [...serviceNames, 'eventHubs'] as const;

/** One of them. */
export type PortName = (typeof portNames)[number];

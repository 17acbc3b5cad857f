/** How something that bites in production is described and set. */
interface BehaviourRow {
  /** What happens while it is on. */
  means: string;
  /** Whether it is on when nobody says otherwise. */
  on: boolean;
}

/**
 * What bites in production, one row each: on where Azure has it, and switched
 * off where a test is about something else. Waits are switched off by their
 * latency (see Latencies).
 */
export const behaviourTable = {
  throttling: {
    means:
      'Requests are counted in the buckets and windows of Resource Manager, Resource Graph, Graph, Log Analytics and metrics, with their headers and refusals',
    on: true,
  },
  softDelete: {
    means:
      'Deleted applications and service principals (30 days) and vault secrets (90 days) lie in a recycle bin and keep their names',
    on: true,
  },
  quotas: {
    means:
      'Ten active export rules a workspace; hubs, partitions, consumer groups, authorization rules, network rules and namespaces of Event Hubs',
    on: true,
  },
  globalNames: {
    means:
      'Namespace names are unique in all of Azure, other customers’ included, whatever their case',
    on: true,
  },
  regionRules: {
    means:
      'The destination of an export must be in the region of its workspace',
    on: true,
  },
  networkRules: {
    means:
      'The firewall of a namespace keeps exports out unless trusted services may pass, and Event Hubs clients unless their address may',
    on: true,
  },
  exportNeedsLocalAuth: {
    means: 'An export fails when the namespace refuses shared access keys',
    on: true,
  },
  unsupportedTables: {
    means:
      'Rules accept unsupported tables and the Auxiliary plan, whose rows are never exported and never counted as failed',
    on: true,
  },
  plainTextRefusals: {
    means:
      'An export rule whose destination does not exist is refused in plain text instead of JSON',
    on: true,
  },
  exportRetryWindow: {
    means:
      'Rows that could not be exported for twelve hours are discarded, and the first message after a failure comes twice',
    on: true,
  },
  retention: {
    means: 'Events that nobody read within the retention of their hub are lost',
    on: true,
  },
  incidentUpdates: {
    means: 'Every change of an incident is a further row, exported again',
    on: true,
  },
  // Off by default: a person or a test shall see cause and effect together.
  tokensOutliveSecrets: {
    means:
      'An Event Hubs client that is connected goes on after its secret has ended, up to the hour that its token lives; off, it is disconnected at once',
    on: false,
  },
} satisfies Record<string, BehaviourRow>;

/** Names of what can be switched off. */
export type BehaviourName = keyof typeof behaviourTable;

/** Which of them are on. */
export type Behaviours = Record<BehaviourName, boolean>;

/** As Azure behaves, but for the hour that a token outlives its secret. */
export const azureBehaviours = Object.fromEntries(
  Object.entries(behaviourTable).map(([name, { on }]) => [name, on]),
) as Behaviours;

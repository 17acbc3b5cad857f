import { ForwarderFacts } from 'backstage-plugin-siem-forwarder-node';
import { SourceKind } from './Source';
import { Unavailability } from './Unavailability';

export type {
  ApplicationFact,
  ArrivalsFact,
  ExportRuleFact,
  GraphRolesFact,
  HubFact,
  IncidentCreatorFact,
  IotConnectorFact,
  IotRowsFact,
  NamespaceFact,
  NetworkRulesFact,
  ReaderErrorsFact,
  ReceiverRoleFact,
  ReceiverRolesFact,
  SecretFact,
  ServicePrincipalFact,
  SiemAccountFact,
  SiemInputFact,
  SiemProblemFact,
  SiemTokenFact,
  TableProductionFact,
  WorkspaceFact,
} from 'backstage-plugin-siem-forwarder-node';

/** How often a fact is read: `flow` every 5 minutes, `configuration` every 60 (`siemForwarder.sweep`). */
export type Cadence = 'flow' | 'configuration';

/** Everything that is asked about one forwarder, by name. `null`: looked, and it does not exist. */
export type Facts = ForwarderFacts;

/** The name of a fact. */
export type FactName = keyof Facts;

/** How a fact is called in sentences, and how often it is read. */
export interface FactDefinition {
  /** With its article: `the export rule`. */
  title: string;
  cadence: Cadence;
  /** Where it is read: which sweep brings it. */
  source: SourceKind;
}

/**
 * All facts. Those that a person changes and that stop the flow at once (rule,
 * hub, role, secret) are cheap lists and are read with the flow; those of
 * Sentinel cost three calls a workspace and change rarely.
 */
export const factDefinitions: Record<FactName, FactDefinition> = {
  workspace: {
    title: 'the workspace',
    cadence: 'configuration',
    source: 'subscription',
  },
  sentinelOnboarded: {
    title: 'the state of Microsoft Sentinel',
    cadence: 'configuration',
    source: 'subscription',
  },
  iotConnectors: {
    title: 'the Defender for IoT connector',
    cadence: 'configuration',
    source: 'subscription',
  },
  incidentCreators: {
    title: "Microsoft Sentinel's analytics rules",
    cadence: 'configuration',
    source: 'subscription',
  },
  production: {
    title: 'the rows of the workspace',
    cadence: 'flow',
    source: 'subscription',
  },
  iotAlerts: {
    title: 'the alerts of Defender for IoT',
    cadence: 'flow',
    source: 'subscription',
  },
  iotIncidents: {
    title: 'the incidents of Defender for IoT',
    cadence: 'flow',
    source: 'subscription',
  },
  exportRule: {
    title: 'the export rule',
    cadence: 'flow',
    source: 'subscription',
  },
  exported: {
    title: "the export rule's metrics",
    cadence: 'flow',
    source: 'subscription',
  },
  exportFailures: {
    title: "the export rule's failures",
    cadence: 'flow',
    source: 'subscription',
  },
  namespace: {
    title: 'the Event Hubs namespace',
    cadence: 'flow',
    source: 'subscription',
  },
  networkRules: {
    title: 'the network rules of the namespace',
    cadence: 'configuration',
    source: 'subscription',
  },
  hub: { title: 'the event hub', cadence: 'flow', source: 'subscription' },
  consumerGroups: {
    title: "the event hub's consumer groups",
    cadence: 'configuration',
    source: 'subscription',
  },
  incoming: {
    title: "the event hub's incoming messages",
    cadence: 'flow',
    source: 'subscription',
  },
  outgoing: {
    title: "the event hub's outgoing messages",
    cadence: 'flow',
    source: 'subscription',
  },
  throttled: {
    title: "the namespace's throttled requests",
    cadence: 'flow',
    source: 'subscription',
  },
  application: {
    title: 'the Entra application',
    cadence: 'flow',
    source: 'tenant',
  },
  servicePrincipal: {
    title: 'the service principal',
    cadence: 'configuration',
    source: 'tenant',
  },
  receiverRoles: {
    title: "the event hub's role assignments",
    cadence: 'flow',
    source: 'tenant',
  },
  graphRoles: {
    title: "the application's roles of Microsoft Graph",
    cadence: 'configuration',
    source: 'tenant',
  },
  siemProblems: {
    title: 'the state of the SIEM',
    cadence: 'flow',
    source: 'siem',
  },
  siemTokens: {
    title: "the portal's tokens for the SIEM",
    cadence: 'flow',
    source: 'siem',
  },
  siemAccount: { title: "the SIEM's account", cadence: 'flow', source: 'siem' },
  siemInput: { title: "the SIEM's input", cadence: 'flow', source: 'siem' },
  readerErrors: {
    title: "the errors of the SIEM's reader",
    cadence: 'flow',
    source: 'siem',
  },
  arrivals: {
    title: 'the arrivals in the SIEM',
    cadence: 'flow',
    source: 'siem',
  },
};

/** All fact names, in the order of {@link factDefinitions}. */
export const factNames = Object.keys(factDefinitions) as FactName[];

/**
 * A fact with the time at which it was read. After a failed reading the last
 * value stands, with the failure beside it.
 */
export type Fact<T> =
  | { value: T; observedAt: string; failure?: Unavailability }
  | { unavailable: Unavailability; observedAt: string };

/** Facts of one forwarder. */
export type FactSet = { [K in FactName]?: Fact<Facts[K]> };

import { HopCount, Series } from './Series';
import { SourceKind } from './Source';
import { Unavailability } from './Unavailability';

/** How often a fact is read: `flow` every 5 minutes, `configuration` every 60 (`siemForwarder.sweep`). */
export type Cadence = 'flow' | 'configuration';

/** The workspace that incidents come from. */
export interface WorkspaceFact {
  id: string;
  /** Azure's short form: `eastus2`. */
  region: string;
  /** GUID that queries name the workspace by. */
  customerId: string;
}

/** A Defender for IoT connector of the workspace. */
export interface IotConnectorFact {
  subscriptionId: string;
  alertsEnabled: boolean;
}

/** An enabled rule that makes incidents of Defender for IoT alerts. */
export interface IncidentCreatorFact {
  name: string;
  kind: 'incident-creation' | 'scheduled';
}

/** Rows of one exported table. */
export interface TableProductionFact {
  table: string;
  /** Rows of the last 24 hours. */
  rows: number;
  series: Series;
  /** The newest row's time within the last 7 days (ISO 8601 with zone); null when there is none. */
  newestAt: string | null;
}

/** Rows from Defender for IoT in the last 7 days. */
export interface IotRowsFact {
  /** In the last 24 hours. */
  recent: number;
  /** In the last 7 days. */
  total: number;
  newestAt: string | null;
}

/** The data export rule. */
export interface ExportRuleFact {
  id: string;
  name: string;
  enabled: boolean;
  tableNames: string[];
  destinationId: string;
  destinationType: string;
  eventHubName: string | null;
  createdAt: string | null;
  lastModifiedAt: string | null;
}

/** The Event Hubs namespace. */
export interface NamespaceFact {
  id: string;
  name: string;
  region: string;
  tier: string;
  status: string | null;
  provisioningState: string;
  /** Host name that the SIEM connects to. */
  hostName: string;
}

/** The event hub. */
export interface HubFact {
  id: string;
  name: string;
  status: string;
  partitionCount: number;
  retentionHours: number;
}

/** A secret of the application, without its value. */
export interface SecretFact {
  keyId: string;
  endsAt: string | null;
}

/** The registration of the application that the SIEM signs in with. */
export interface ApplicationFact {
  appId: string;
  displayName: string;
  secrets: SecretFact[];
}

/** The application's service principal. */
export interface ServicePrincipalFact {
  /** Object id: the principal of role assignments. */
  id: string;
  appId: string;
  enabled: boolean;
  /** False when it had a role on the hub, and the directory no longer knows it. */
  exists: boolean;
}

/** An assignment that lets the application receive from the hub. */
export interface ReceiverRoleFact {
  /** ARM id of the scope. */
  scope: string;
  /** `Azure Event Hubs Data Receiver`. */
  role: string;
}

/** Who may receive from the hub. */
export interface ReceiverRolesFact {
  /** Assignments to the application itself. */
  assignments: ReceiverRoleFact[];
  /** Groups that may receive; whether the application is a member is not looked at. */
  groups: number;
}

/** Something that stands against using the SIEM. */
export interface SiemProblemFact {
  code: string;
  message: string;
  remedy: string;
}

/** The SIEM's account that holds the application's credentials. */
export interface SiemAccountFact {
  name: string;
  clientId: string;
  tenantId: string;
}

/** The SIEM's input that reads the hub. */
export interface SiemInputFact {
  name: string;
  enabled: boolean;
  account: string;
  fullyQualifiedNamespace: string;
  eventHubName: string;
  consumerGroup: string;
  sourcetype: string;
  index: string;
}

/** Errors that the SIEM's reader logged in the last hour. */
export interface ReaderErrorsFact {
  count: number;
  lastAt: string | null;
  sample: string | null;
}

/** Rows that the SIEM indexed. */
export interface ArrivalsFact {
  count: number;
  windowHours: number;
  lastIndexedAt: string | null;
  lastEventAt: string | null;
}

/** Everything that is asked about one forwarder, by name. `null`: looked, and it does not exist. */
export interface Facts {
  workspace: WorkspaceFact | null;
  sentinelOnboarded: boolean;
  iotConnectors: IotConnectorFact[];
  incidentCreators: IncidentCreatorFact[];
  production: TableProductionFact[];
  iotAlerts: IotRowsFact;
  iotIncidents: IotRowsFact;
  exportRule: ExportRuleFact | null;
  exported: HopCount;
  namespace: NamespaceFact | null;
  hub: HubFact | null;
  incoming: HopCount;
  outgoing: HopCount;
  application: ApplicationFact | null;
  servicePrincipal: ServicePrincipalFact | null;
  receiverRoles: ReceiverRolesFact;
  siemProblems: SiemProblemFact[];
  siemAccount: SiemAccountFact | null;
  siemInput: SiemInputFact | null;
  readerErrors: ReaderErrorsFact;
  arrivals: ArrivalsFact;
}

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
  namespace: {
    title: 'the Event Hubs namespace',
    cadence: 'flow',
    source: 'subscription',
  },
  hub: { title: 'the event hub', cadence: 'flow', source: 'subscription' },
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
  siemProblems: {
    title: 'the state of the SIEM',
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

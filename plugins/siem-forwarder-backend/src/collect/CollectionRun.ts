import {
  SiemConnection,
  SiemInstance,
  SiemProblem,
} from 'backstage-plugin-siem-forwarder-node';
import { ArmResourceId } from '../azure/ArmResourceId';
import {
  AzureServices,
  DataExportRule,
  EventHub,
  EventHubNamespace,
  NetworkRuleSet,
  RoleAssignment,
  Workspace,
} from '../azure/AzureServices';
import { BoundedCalls, Outcome } from './BoundedCalls';
import { FactName } from './Facts';
import { FactsDraft } from './FactsDraft';
import { Forwarder } from './Forwarder';
import { Inventory } from './Inventory';
import { Once } from './Once';
import { Directories } from './readings/Directory';
import { Unavailability } from './Unavailability';

/** One forwarder of a collection, whose resources may be looked at. */
export interface Target {
  forwarder: Forwarder;
  owner: string;
  draft: FactsDraft;
  rule: ArmResourceId;
  workspace: ArmResourceId;
  /** The desired hub, or else the one that the rule names; in the owner's scope. */
  hub?: ArmResourceId;
  siem?: SiemInstance;
}

/** A target whose hub is known. */
export type HubTarget = Target & { hub: ArmResourceId };

/** The part of a tenant that collection needs. */
export interface SweptTenant {
  id: string;
  cloud: {
    name: SiemConnection['cloud'];
    /** Suffix of Event Hubs host names: `servicebus.windows.net`. */
    eventHubsSuffix: string;
  };
  sweeper: AzureServices;
  /** Ids of its configured subscriptions. */
  subscriptions: readonly string[];
}

/** Everything that the readings of one collection share. */
export interface CollectionRun {
  /** True for a sweep of one source, false for a check on demand, which wants what is newest. */
  sweeping: boolean;
  /** Resource Graph's lists, shared with other collections. */
  inventory: Inventory;
  /** Azure's and the SIEMs' calls. */
  calls: BoundedCalls;
  /** Queries of Log Analytics, which allows 5 at one time. */
  queries: BoundedCalls;
  /** Batches of metrics, whose answers are the largest of all. */
  metrics: BoundedCalls;
  /** Epoch milliseconds. */
  now(): number;
  tenantOf(subscriptionId: string): SweptTenant | undefined;
  /** What this collection has listed, by the key of the parent. */
  workspaceLists: Once<Outcome<Workspace[]>>;
  namespaceLists: Once<Outcome<EventHubNamespace[]>>;
  ruleLists: Once<Outcome<DataExportRule[]>>;
  hubLists: Once<Outcome<EventHub[] | null>>;
  networkRules: Once<Outcome<NetworkRuleSet | undefined>>;
  roleLists: Once<Outcome<RoleAssignment[]>>;
  directories: Directories;
  /** What stands against using a SIEM, by its id. */
  probes: Once<Outcome<SiemProblem[]>>;
}

/** Facts that are about the hub, who reads it, and what arrives from it. */
export const hubFacts: readonly FactName[] = [
  'namespace',
  'networkRules',
  'hub',
  'consumerGroups',
  'incoming',
  'outgoing',
  'throttled',
  'application',
  'servicePrincipal',
  'receiverRoles',
  'graphRoles',
];

/** Facts that the SIEM tells. */
export const siemFacts = [
  'siemProblems',
  'siemTokens',
  'siemAccount',
  'siemInput',
  'readerErrors',
  'arrivals',
] as const satisfies readonly FactName[];

/** The present as facts note it. */
export function observedNow(run: Pick<CollectionRun, 'now'>): string {
  return new Date(run.now()).toISOString();
}

/** Targets whose hub is known. */
export function withHub(targets: Target[]): HubTarget[] {
  return targets.filter((target): target is HubTarget => Boolean(target.hub));
}

/** The sentence for a subscription that no tenant of the configuration lists. */
export function notSwept(subscriptionId: string): Unavailability {
  return {
    reason: 'not-configured',
    message: `Subscription ${subscriptionId} is not listed in siemForwarder.azure.tenants[].subscriptions, so its resources cannot be read.`,
  };
}

import { Config } from '@backstage/config';
import {
  Handover,
  PlannedChange,
} from 'backstage-plugin-siem-forwarder-common';

/**
 * What a SIEM needs to know to read one event hub, without the secret.
 *
 * @public
 */
export interface SiemConnection {
  /** Name of the forwarder; names the objects that are made in the SIEM. */
  name: string;
  tenantId: string;
  /** Client id of the Entra application that reads the hub. */
  clientId: string;
  /** The cloud in which the application lives. */
  cloud: 'public' | 'usGovernment' | 'china' | 'custom';
  /** Host name of the namespace: `ot-austin.servicebus.windows.net`. */
  fullyQualifiedNamespace: string;
  eventHubName: string;
  consumerGroup: string;
  /** Exported tables: `SecurityIncident`, `SecurityAlert`. */
  tables: string[];
}

/**
 * A fact that was read, or the reason why it could not be.
 *
 * @public
 */
export type SiemFact<T> =
  | { value: T; observedAt: string }
  | { unavailable: string; observedAt: string };

/**
 * What a SIEM says of one connection.
 *
 * @public
 */
export interface SiemDeliveryFacts {
  /** The account that holds the application's credentials; `undefined` value: none that fits. */
  account?: SiemFact<
    { name: string; clientId: string; tenantId: string } | undefined
  >;
  /** The input that reads the hub; `undefined` value: none that fits. */
  input?: SiemFact<
    | {
        name: string;
        enabled: boolean;
        account: string;
        fullyQualifiedNamespace: string;
        eventHubName: string;
        consumerGroup: string;
        sourcetype: string;
        index: string;
      }
    | undefined
  >;
  /** Errors that the reader logged in the last hour. */
  readerErrors?: SiemFact<{ count: number; lastAt?: string; sample?: string }>;
  /** Rows that arrived. */
  arrivals?: SiemFact<{
    /** Rows in the window. */
    count: number;
    windowHours: number;
    /** When the SIEM indexed the newest (ISO 8601 with zone). */
    lastIndexedAt?: string;
    /** The newest row's own time (ISO 8601 with zone). */
    lastEventAt?: string;
    /** How many were indexed in which quarter of an hour (ISO 8601 with zone); absent when it does not tell. */
    slots?: { at: string; count: number }[];
  }>;
}

/**
 * Something that stands against using a SIEM instance, found without a write.
 *
 * @public
 */
export interface SiemProblem {
  /** Stable code: `siem-unreachable`, `siem-token-refused`, `siem-add-on-missing`, `siem-index-missing`. */
  code: string;
  message: string;
  remedy: string;
}

/**
 * A token with which the portal talks to a SIEM.
 *
 * @public
 */
export interface SiemToken {
  /** What it is for, without an article: `management token`. */
  name: string;
  /** When it ends (ISO 8601 with zone); absent when it does not tell. */
  endsAt?: string;
}

/**
 * One configured SIEM.
 *
 * @public
 */
export interface SiemInstance {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  /** True when {@link SiemInstance.connect} configures the SIEM by itself; then a secret can be delivered to it. */
  readonly configures: boolean;
  /** True when {@link SiemInstance.collect} can see whether rows arrive. */
  readonly verifies: boolean;

  /** Reachability, tokens and what must be installed; empty when all is well. Never throws for those. */
  probe(options: { signal?: AbortSignal }): Promise<SiemProblem[]>;

  /**
   * The tokens that the instance is talked to with, and when they end; absent
   * for a SIEM whose credentials have no end.
   */
  tokens?(options: { signal?: AbortSignal }): Promise<SiemToken[]>;

  /** What {@link SiemInstance.connect} would do now. */
  plan(
    connection: SiemConnection,
    options: { signal?: AbortSignal },
  ): Promise<Omit<PlannedChange, 'step'>[]>;

  /**
   * Stores the credentials and starts reading: find, compare, create or
   * change. With no secret, what exists is left and only what differs besides
   * it is changed; throws `ConflictError` when there is nothing to leave.
   */
  connect(
    connection: SiemConnection,
    secret: string | undefined,
    options: { signal?: AbortSignal },
  ): Promise<Omit<PlannedChange, 'step'>[]>;

  /** Removes what {@link SiemInstance.connect} made for this connection. */
  disconnect(
    connection: SiemConnection,
    options: { signal?: AbortSignal },
  ): Promise<void>;

  /**
   * Facts of many connections in few calls, in the order of the request.
   * A fact that cannot be read is `unavailable` with its reason; throws only
   * when nothing at all could be read.
   */
  collect(
    connections: SiemConnection[],
    options: { signal?: AbortSignal },
  ): Promise<SiemDeliveryFacts[]>;

  /** Instructions for people, with all values except the secret. */
  handover(connection: SiemConnection, secretLocation?: string): Handover;
}

/**
 * The code for one kind of SIEM.
 *
 * @public
 */
export interface SiemConnector {
  /** The `kind` of `siemForwarder.siems[]` that it serves. */
  readonly kind: string;
  /** Reads an instance from its configuration; throws an error that names the key. */
  create(config: Config): SiemInstance;
}

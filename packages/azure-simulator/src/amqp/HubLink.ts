import { ServiceError } from '../http/ServiceError';

/** A link of a client to a hub, as the broker keeps it. */
export interface HubLink {
  /** Lower-cased name of the hub. */
  readonly hubName: string;
  /** Detaches the link when what allowed it no longer holds. */
  enforce(): void;
  /** Detaches the link with an error. */
  drop(error: ServiceError): void;
  /** Forgets the link: the client detached it, or its connection is gone. */
  forget(): void;
}

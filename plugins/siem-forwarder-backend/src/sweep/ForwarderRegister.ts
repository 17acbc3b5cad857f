import { Forwarder } from '../collect/Forwarder';
import { Source } from '../collect/Source';

/** A forwarder with the sources that tell of it. */
export interface RegisteredForwarder {
  forwarder: Forwarder;
  sources: Source[];
  /** Region of the workspace, when it is known. */
  region?: string;
}

/** A forwarder in the order in which its source is swept. */
export interface PlacedForwarder {
  forwarder: Forwarder;
  /** A cursor: what follows it has not been swept. */
  place: string;
}

/**
 * The forwarders of the catalog by source, so that a sweep of one source needs
 * not list the catalog.
 */
export interface ForwarderRegister {
  /** Entity refs of all that are registered. */
  refs(): Promise<string[]>;
  /** Adds or changes forwarders; what is as it was is not written. */
  putAll(registered: RegisteredForwarder[]): Promise<void>;
  /** Adds or changes one forwarder. */
  put(registered: RegisteredForwarder): Promise<void>;
  remove(entityRefs: string[]): Promise<void>;
  /** Notes that other sources tell of forwarders than was known. */
  assign(registered: RegisteredForwarder[]): Promise<void>;
  /** The next forwarders of a source, in the order of their places. */
  page(
    sourceKey: string,
    options: { after?: string; limit: number },
  ): Promise<PlacedForwarder[]>;
}

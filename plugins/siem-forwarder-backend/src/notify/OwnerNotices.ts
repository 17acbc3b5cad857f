import { Health } from 'backstage-plugin-siem-forwarder-common';

/** What an owner was told last of a forwarder that is not well. */
export interface OwnerNotice {
  entityRef: string;
  /** Entity ref of the owner who was told. */
  recipient: string;
  /** The forwarder's name for people, as he was told. */
  title: string;
  /** The health that he was told. */
  health: Health;
  /** The last trouble that he was told of, when the health does not say. */
  trouble?: Health;
  /** Reason codes that he was told. */
  reasons: string[];
}

/**
 * Remembers what owners were told last, so that they are told when that is no
 * longer so. What was settled is not kept: nothing is held of a forwarder
 * whose owner was told that it is well, or nothing at all.
 */
export interface OwnerNotices {
  get(entityRef: string): Promise<OwnerNotice | undefined>;
  /** Replaces what is held of the same forwarder. */
  put(notice: OwnerNotice): Promise<void>;
  /** Notes that the matter is settled. */
  remove(entityRef: string): Promise<void>;
}

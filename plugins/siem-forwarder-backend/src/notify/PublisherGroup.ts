import { Transition } from 'backstage-plugin-siem-forwarder-common';
import { Audience, TransitionOutbox } from '../store/TransitionOutbox';
import { PutOff, TransitionPublisher } from '../sweep/TransitionPublisher';

/** What a {@link PublisherGroup} works with. */
export interface PublisherGroupOptions {
  publishers: Record<Audience, TransitionPublisher>;
  /** Remembers who was told. */
  receipts: Pick<TransitionOutbox, 'audiencesTold' | 'noteTold'>;
}

/**
 * Several publishers as one. Each is asked, whatever becomes of the others;
 * the first failure is thrown when all are through. When a transition is
 * published again, those that took it are not asked again; those that put it
 * off are.
 */
export class PublisherGroup implements TransitionPublisher {
  readonly #options: PublisherGroupOptions;

  private constructor(options: PublisherGroupOptions) {
    this.#options = options;
  }

  static create(options: PublisherGroupOptions): PublisherGroup {
    return new PublisherGroup(options);
  }

  async publish(transition: Transition): Promise<void | PutOff> {
    const { publishers, receipts } = this.#options;
    const told = await receipts.audiencesTold(transition.id);
    const audiences = (Object.keys(publishers) as Audience[]).filter(
      audience => !told.includes(audience),
    );
    const results = await Promise.allSettled(
      audiences.map(async audience => publishers[audience].publish(transition)),
    );
    const reached = audiences.filter((_, index) => {
      const result = results[index];
      return result.status === 'fulfilled' && !result.value;
    });
    // When all were, the whole transition is noted.
    if (reached.length > 0 && reached.length < audiences.length) {
      await receipts.noteTold(transition.id, reached);
    }
    let putOff: PutOff | undefined;
    for (const result of results) {
      if (result.status === 'rejected') {
        throw result.reason;
      }
      if (result.value) {
        putOff = {
          until: Math.min(result.value.until, putOff?.until ?? Infinity),
        };
      }
    }
    return putOff;
  }
}

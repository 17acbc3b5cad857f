import { Transition } from 'backstage-plugin-siem-forwarder-common';
import { TransitionPublisher } from '../sweep/TransitionPublisher';

/**
 * Several publishers as one. Each is asked, whatever becomes of the others;
 * the first failure is thrown when all are through.
 */
export class PublisherGroup implements TransitionPublisher {
  readonly #publishers: readonly TransitionPublisher[];

  private constructor(publishers: readonly TransitionPublisher[]) {
    this.#publishers = publishers;
  }

  static of(...publishers: TransitionPublisher[]): PublisherGroup {
    return new PublisherGroup(publishers);
  }

  async publish(transition: Transition): Promise<void> {
    const results = await Promise.allSettled(
      this.#publishers.map(async publisher => publisher.publish(transition)),
    );
    for (const result of results) {
      if (result.status === 'rejected') {
        throw result.reason;
      }
    }
  }
}

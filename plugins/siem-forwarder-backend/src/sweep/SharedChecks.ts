import { setTimeout as pause } from 'node:timers/promises';
import { ForwarderState, HealthStore } from '../store/HealthStore';
import { CheckClaims } from './CheckClaims';

/** How long others wait for a replica that says nothing. */
const HOLD_MS = 20_000;

/** How often a replica says that it is still checking. */
const RENEW_MS = 5_000;

/** How often one that waits asks. */
const POLL_MS = 250;

/** What {@link SharedChecks} work with. */
export interface SharedChecksOptions {
  checks: CheckClaims;
  store: Pick<HealthStore, 'get'>;
  /** The present in epoch milliseconds. */
  now(): number;
}

/** A check that reads; it calls `begin` before it reads the first fact. */
export type BegunCheck = (begin: () => void) => Promise<ForwarderState>;

/** A check of this process. */
interface Running {
  answer: Promise<ForwarderState>;
  /** Whether it has begun to read. */
  begun: boolean;
  /** The check for those who asked after that. */
  next?: Promise<ForwarderState>;
}

/**
 * Lets all who ask for a check of the same forwarder, at whichever replica,
 * share one. Who asks after it has begun to read shares the next one: what he
 * asks about may have happened since.
 */
export class SharedChecks {
  readonly #options: SharedChecksOptions;
  readonly #running = new Map<string, Running>();

  private constructor(options: SharedChecksOptions) {
    this.#options = options;
  }

  static create(options: SharedChecksOptions): SharedChecks {
    return new SharedChecks(options);
  }

  /** @param check - looks, stores, and gives back what it stored */
  async run(entityRef: string, check: BegunCheck): Promise<ForwarderState> {
    const running = this.#running.get(entityRef);
    if (!running) {
      return this.#start(entityRef, check);
    }
    if (!running.begun) {
      return running.answer;
    }
    running.next ??= running.answer
      .then(
        () => {},
        () => {},
      )
      .then(() => this.run(entityRef, check));
    return running.next;
  }

  #start(entityRef: string, check: BegunCheck): Promise<ForwarderState> {
    let begun = false;
    const answer = this.#share(entityRef, () =>
      check(() => {
        begun = true;
      }),
    ).finally(() => this.#running.delete(entityRef));
    this.#running.set(entityRef, {
      answer,
      get begun() {
        return begun;
      },
    });
    return answer;
  }

  async #share(
    entityRef: string,
    check: () => Promise<ForwarderState>,
  ): Promise<ForwarderState> {
    const { checks, store, now } = this.#options;
    // The first one that is met may have begun to read before.
    for (let met = 0; ; met += 1) {
      const { token, mine } = await checks.claim(entityRef, {
        now: now(),
        until: now() + HOLD_MS,
      });
      if (mine) {
        return this.#make(entityRef, token, check);
      }
      let progress = await checks.progress(entityRef, token, now());
      while (progress === 'running') {
        await pause(POLL_MS);
        progress = await checks.progress(entityRef, token, now());
      }
      const state =
        progress === 'done' && met > 0 ? await store.get(entityRef) : undefined;
      if (state) {
        return state;
      }
    }
  }

  async #make(
    entityRef: string,
    token: string,
    check: () => Promise<ForwarderState>,
  ): Promise<ForwarderState> {
    const { checks, now } = this.#options;
    const renewal = setInterval(() => {
      // When it is not renewed others look themselves.
      checks.renew(entityRef, token, now() + HOLD_MS).catch(() => {});
    }, RENEW_MS);
    try {
      const state = await check();
      await checks.done(entityRef, token);
      return state;
    } catch (error) {
      // Without this note others wait until it is no longer held.
      await checks.failed(entityRef, token).catch(() => {});
      throw error;
    } finally {
      clearInterval(renewal);
    }
  }
}

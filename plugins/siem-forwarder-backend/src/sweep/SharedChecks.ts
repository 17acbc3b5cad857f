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

/**
 * Lets all who ask for a check of the same forwarder, at whichever replica,
 * share the one that is under way.
 */
export class SharedChecks {
  readonly #options: SharedChecksOptions;
  readonly #running = new Map<string, Promise<ForwarderState>>();

  private constructor(options: SharedChecksOptions) {
    this.#options = options;
  }

  static create(options: SharedChecksOptions): SharedChecks {
    return new SharedChecks(options);
  }

  /** @param check - looks, stores, and gives back what it stored */
  async run(
    entityRef: string,
    check: () => Promise<ForwarderState>,
  ): Promise<ForwarderState> {
    const running = this.#running.get(entityRef);
    if (running) {
      return running;
    }
    const shared = this.#share(entityRef, check).finally(() =>
      this.#running.delete(entityRef),
    );
    this.#running.set(entityRef, shared);
    return shared;
  }

  async #share(
    entityRef: string,
    check: () => Promise<ForwarderState>,
  ): Promise<ForwarderState> {
    const { checks, store, now } = this.#options;
    for (;;) {
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
        progress === 'done' ? await store.get(entityRef) : undefined;
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

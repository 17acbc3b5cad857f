import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { Cause, LostItem } from 'backstage-plugin-siem-forwarder-common';
import pLimit from 'p-limit';
import { LossInFacts, LostRows } from '../collect/LostRows';
import { Found } from '../evaluate/Evaluation';
import { CauseFinder, ConfigurationTurn } from './CauseFinder';

/** Longest search for all answers of one part of a sweep, which waits for them. */
const TIMEOUT_MS = 15_000;

/** How long nobody is asked after a search that found no end: a sweep has many parts, and waits for one. */
const SILENCE_MS = 5 * 60_000;

/** Searches at one time. */
const CONCURRENCY = 4;

/** Whom an {@link Enquiry} asks. */
export interface EnquiryOptions {
  /** Nobody is asked who did it when absent. */
  causes?: CauseFinder;
  /** Rows that are lost are counted and not listed when absent. */
  lostRows?: Pick<LostRows, 'list'>;
  logger: LoggerService;
}

/** What must be asked before forwarders are written, by entity ref. */
export interface Questions {
  turns: Map<string, ConfigurationTurn>;
  losses: Map<string, LossInFacts>;
}

/** Asks what is asked only when something is wrong: who did it, and which rows are lost. */
export class Enquiry {
  readonly #options: EnquiryOptions;
  /** Milliseconds of the process's clock. */
  #silentUntil = 0;

  private constructor(options: EnquiryOptions) {
    this.#options = options;
  }

  static create(options: EnquiryOptions): Enquiry {
    return new Enquiry(options);
  }

  /**
   * Answers all questions; what cannot be answered is left out, or says why.
   *
   * @param signal - ends the search before its time
   */
  async answer(
    { turns, losses }: Questions,
    signal: AbortSignal,
  ): Promise<Map<string, Found>> {
    const asked = new Set([...turns.keys(), ...losses.keys()]);
    const limit = pLimit(CONCURRENCY);
    const timeout = AbortSignal.timeout(
      performance.now() < this.#silentUntil ? 0 : TIMEOUT_MS,
    );
    const end = AbortSignal.any([timeout, signal]);
    const found = new Map(
      await Promise.all(
        [...asked].map(entityRef =>
          limit(async (): Promise<[string, Found]> => {
            const turn = turns.get(entityRef);
            const loss = losses.get(entityRef);
            const [cause, items] = await Promise.all([
              turn && this.#causeOf(turn, end),
              loss && this.#itemsOf(loss, end),
            ]);
            return [
              entityRef,
              { ...(cause ? { cause } : {}), ...(items ? { items } : {}) },
            ];
          }),
        ),
      ),
    );
    if (timeout.aborted && performance.now() >= this.#silentUntil) {
      this.#silentUntil = performance.now() + SILENCE_MS;
    }
    return found;
  }

  /** Rows that are lost; none when they cannot be listed: they are counted all the same. */
  async #itemsOf(
    loss: LossInFacts,
    signal: AbortSignal,
  ): Promise<LostItem[] | undefined> {
    const { lostRows, logger } = this.#options;
    if (!lostRows || signal.aborted) {
      return undefined;
    }
    try {
      return await Promise.race([
        lostRows.list(loss, { signal }),
        aborted(signal).then(() => undefined),
      ]);
    } catch (error) {
      logger.warn(
        `Could not list what ${
          loss.forwarder.entityRef
        } loses: ${stringifyError(error)}`,
      );
      return undefined;
    }
  }

  async #causeOf(turn: ConfigurationTurn, signal: AbortSignal): Promise<Cause> {
    const { causes, logger } = this.#options;
    const { entityRef, at } = turn.transition;
    const firstSeen = (because: string): Cause => ({
      kind: 'first-seen',
      at,
      because,
    });
    const silent = () =>
      firstSeen(
        `The Activity Log did not answer within ${TIMEOUT_MS / 1000} seconds.`,
      );
    if (signal.aborted) {
      return silent();
    }
    try {
      return await Promise.race([
        causes?.find(turn, { signal }) ??
          firstSeen('Nobody is asked who changes what.'),
        aborted(signal).then(silent),
      ]);
    } catch (error) {
      logger.warn(
        `Could not find out who changed ${entityRef}: ${stringifyError(error)}`,
      );
      return firstSeen(`The Activity Log could not be read: ${error}`);
    }
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) {
      resolve();
    }
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

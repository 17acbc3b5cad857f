import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { Cause, LostItem } from 'backstage-plugin-siem-forwarder-common';
import pLimit from 'p-limit';
import { LossInFacts, LostRows } from '../collect/LostRows';
import { Found } from '../evaluate/Evaluation';
import { CauseFinder, ConfigurationTurn } from './CauseFinder';

/** Longest search for an answer; a sweep waits for it. */
const TIMEOUT_MS = 15_000;

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

  private constructor(options: EnquiryOptions) {
    this.#options = options;
  }

  static create(options: EnquiryOptions): Enquiry {
    return new Enquiry(options);
  }

  /** Answers all questions; what cannot be answered is left out, or says why. */
  async answer({ turns, losses }: Questions): Promise<Map<string, Found>> {
    const asked = new Set([...turns.keys(), ...losses.keys()]);
    const limit = pLimit(CONCURRENCY);
    return new Map(
      await Promise.all(
        [...asked].map(entityRef =>
          limit(async (): Promise<[string, Found]> => {
            const turn = turns.get(entityRef);
            const loss = losses.get(entityRef);
            const cause = turn && (await this.#causeOf(turn));
            const items = loss && (await this.#itemsOf(loss));
            return [
              entityRef,
              { ...(cause ? { cause } : {}), ...(items ? { items } : {}) },
            ];
          }),
        ),
      ),
    );
  }

  /** Rows that are lost; none when they cannot be listed: they are counted all the same. */
  async #itemsOf(loss: LossInFacts): Promise<LostItem[] | undefined> {
    const { lostRows, logger } = this.#options;
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    try {
      return await lostRows?.list(loss, { signal });
    } catch (error) {
      logger.warn(
        `Could not list what ${
          loss.forwarder.entityRef
        } loses: ${stringifyError(error)}`,
      );
      return undefined;
    }
  }

  async #causeOf(turn: ConfigurationTurn): Promise<Cause> {
    const { causes, logger } = this.#options;
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const { entityRef, at } = turn.transition;
    const firstSeen = (because: string): Cause => ({
      kind: 'first-seen',
      at,
      because,
    });
    try {
      return await Promise.race([
        causes?.find(turn, { signal }) ??
          firstSeen('Nobody is asked who changes what.'),
        new Promise<Cause>(resolve =>
          signal.addEventListener('abort', () =>
            resolve(
              firstSeen(
                `The Activity Log did not answer within ${
                  TIMEOUT_MS / 1000
                } seconds.`,
              ),
            ),
          ),
        ),
      ]);
    } catch (error) {
      logger.warn(
        `Could not find out who changed ${entityRef}: ${stringifyError(error)}`,
      );
      return firstSeen(`The Activity Log could not be read: ${error}`);
    }
  }
}

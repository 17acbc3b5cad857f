import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';

/** Signal channel on which open pages learn that they should reload. */
export const SIGNAL_CHANNEL = 'siem-forwarder';

/** Milliseconds between two signals of one replica. */
const INTERVAL = 5_000;

/** The part of the signals service that is used. */
export interface SignalSender {
  publish(signal: {
    recipients: { type: 'broadcast' };
    channel: string;
    message: JsonObject;
  }): Promise<void>;
}

/** What a {@link PageSignal} works with. */
export interface PageSignalOptions {
  signals: SignalSender;
  logger: Pick<LoggerService, 'warn'>;
  /** Milliseconds between two signals; 5,000 when absent. */
  interval?: number;
}

/**
 * Has all open pages reload.
 *
 * @remarks
 * Everybody receives a broadcast, also those from whom the catalog hides the
 * forwarder: the signal says that something changed, and nothing else. Pages
 * read the rest with the rights of their user. However many forwarders change,
 * a replica sends one signal at once and then one an interval, so that pages
 * do not reload once for each of thousands.
 */
export class PageSignal {
  readonly #options: PageSignalOptions;
  #rest: NodeJS.Timeout | undefined;
  #wanted = false;

  private constructor(options: PageSignalOptions) {
    this.#options = options;
  }

  static create(options: PageSignalOptions): PageSignal {
    return new PageSignal(options);
  }

  /**
   * Sends a signal now, or when the interval is over.
   *
   * @throws what the signals service throws at a signal that is sent now
   */
  async send(): Promise<void> {
    if (this.#rest) {
      this.#wanted = true;
      return;
    }
    this.#beginRest();
    await this.#publish();
  }

  #beginRest(): void {
    this.#rest = setTimeout(() => {
      this.#rest = undefined;
      if (this.#wanted) {
        this.#wanted = false;
        this.#beginRest();
        this.#publish().catch(error =>
          this.#options.logger.warn(
            `Could not have open pages reload; they look again by themselves: ${stringifyError(
              error,
            )}`,
          ),
        );
      }
    }, this.#options.interval ?? INTERVAL);
    // A replica that ends has told the pages all it can.
    this.#rest.unref();
  }

  async #publish(): Promise<void> {
    await this.#options.signals.publish({
      recipients: { type: 'broadcast' },
      channel: SIGNAL_CHANNEL,
      message: {},
    });
  }
}

/** Why links or requests to a hub are refused while a fault is in force. */
export const linkRefusals = [
  'serverBusy',
  'unauthorized',
  'entityDisabled',
] as const;

/** One of them. */
export type LinkRefusal = (typeof linkRefusals)[number];

interface Countdown {
  /** Lower-cased name of a hub; undefined: every hub. */
  hub: string | undefined;
  left: number;
}

/** What was appended although its sender was not told so. */
export interface CutDispositions {
  batches: number;
  events: number;
}

/** Faults of the data plane that are in force, and what they did. */
export class HubFaults {
  #cuts: Countdown[] = [];
  #refusals: (Countdown & { refusal: LinkRefusal })[] = [];
  #cut: CutDispositions = { batches: 0, events: 0 };

  /** Batches that were kept without an answer, and their events: those that a sender repeats. */
  get cut(): CutDispositions {
    return { ...this.#cut };
  }

  /**
   * The next batches are appended, but instead of the answer their sender sees
   * its link drop.
   * @param options - `hub`: name, every hub by default; `batches`: how many, one by default
   */
  cutDispositions(options: { hub?: string; batches?: number } = {}): void {
    this.#cuts.push({
      hub: options.hub?.toLowerCase(),
      left: options.batches ?? 1,
    });
  }

  /**
   * New links to a hub, and batches sent to it, are refused.
   * @param options - `hub`: name, every hub by default; `times`: how often, until cleared by default
   */
  refuse(
    refusal: LinkRefusal,
    options: { hub?: string; times?: number } = {},
  ): void {
    this.#refusals.push({
      hub: options.hub?.toLowerCase(),
      left: options.times ?? Infinity,
      refusal,
    });
  }

  /** Lifts every fault; what was counted stays. */
  clear(): void {
    this.#cuts = [];
    this.#refusals = [];
  }

  /** Whether the disposition of a batch is to be cut; counts it. */
  takeCut(hub: string, events: number): boolean {
    const found = this.#cuts.find(
      cut =>
        cut.left > 0 && (cut.hub ?? hub.toLowerCase()) === hub.toLowerCase(),
    );
    if (!found) {
      return false;
    }
    found.left -= 1;
    this.#cut.batches += 1;
    this.#cut.events += events;
    return true;
  }

  /** The refusal in force for a hub; uses one of its times up. */
  takeRefusal(hub: string): LinkRefusal | undefined {
    const found = this.#refusals.find(
      refusal =>
        refusal.left > 0 &&
        (refusal.hub ?? hub.toLowerCase()) === hub.toLowerCase(),
    );
    if (found) {
      found.left -= 1;
    }
    return found?.refusal;
  }
}

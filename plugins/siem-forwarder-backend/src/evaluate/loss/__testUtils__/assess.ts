import { Truth } from './Pipeline';
import { DAYS, MINUTES, Plan } from './Plan';
import { Saying, SWEEP } from './watch';

/** Something waited in truth when it had waited so long: rows take a while from hop to hop. */
const TAKES = 30;

/** What is known of the hops is as old as a slot, the latency of a hop, and the metrics' own. */
const KNOWN_AFTER = 45;

const DAY = 24 * 60;

/** What is promised of losses with a window. */
export const LONG_WINDOW = 4 * 60;
export const ANNOUNCED_BEFORE = 2 * 60;

/** How well a history was judged. */
export interface Assessment {
  /** Losses without a window, and those not reported within two sweeps. */
  windowless: number;
  late: string[];
  /** Losses with a window of 4 hours or more, and those not announced 2 hours before. */
  windowed: number;
  unannounced: string[];
  /** Losses with a shorter window, and those announced before the first was lost. */
  short: number;
  shortAnnounced: number;
  /** Days without a loss, and those with an alarm that nothing explains. */
  quietDays: number;
  falseDays: string[];
}

/** Holds what was said against what was true. */
export function assess(
  plan: Plan,
  truth: Truth,
  sayings: readonly Saying[],
): Assessment {
  const windows = windowsOf(truth);
  const long = windows.filter(
    ({ first, waitedSince }) => first - waitedSince >= LONG_WINDOW,
  );
  const short = windows.filter(window => !long.includes(window));
  const announced = (window: Window, before: number) =>
    sayings.some(
      ({ minute, status }) =>
        status !== 'fine' &&
        minute >= window.waitedSince &&
        minute <= window.first - before,
    );
  const stops = truth.stops.filter(({ lost }) => lost > 0);
  return {
    windowless: stops.length,
    late: stops
      .filter(
        ({ from, to }) =>
          // One that is shorter than two sweeps may pass between them.
          to - from >= 2 * SWEEP &&
          !sayings.some(
            ({ minute, loss }) =>
              minute >= from &&
              minute <= from + 2 * SWEEP &&
              loss?.kind === 'losing' &&
              !loss.endedAt,
          ),
      )
      .map(({ from }) => `stop at ${from}`),
    windowed: long.length,
    unannounced: long
      .filter(window => !announced(window, ANNOUNCED_BEFORE))
      .map(
        ({ where, waitedSince, first }) =>
          `${where}: waited since ${waitedSince}, lost at ${first}`,
      ),
    short: short.length,
    shortAnnounced: short.filter(window => announced(window, 0)).length,
    ...falseAlarms(plan, truth, sayings),
  };
}

/** A run of discarded rows, no two of them more than a day apart. */
interface Window {
  where: 'export' | 'hub';
  /** Since when the first of them had waited. */
  waitedSince: number;
  /** When the first was discarded. */
  first: number;
}

function windowsOf({ discarded }: Truth): Window[] {
  const windows: Window[] = [];
  const last = { export: -Infinity, hub: -Infinity };
  for (const { at, waitedSince, where } of discarded) {
    if (at - last[where] > DAY) {
      windows.push({ where, waitedSince, first: at });
    }
    last[where] = at;
  }
  return windows;
}

function falseAlarms(
  plan: Plan,
  truth: Truth,
  sayings: readonly Saying[],
): Pick<Assessment, 'quietDays' | 'falseDays'> {
  const lossy = new Set(
    [...truth.discarded.map(({ at }) => at), ...truth.lostAtOnce].map(at =>
      Math.floor(at / DAY),
    ),
  );
  const falseDays = new Map<number, string>();
  for (const { minute, loss, status } of sayings) {
    const day = Math.floor(minute / DAY);
    const losing = loss?.kind === 'losing' && !loss.endedAt;
    if (
      !lossy.has(day) &&
      !falseDays.has(day) &&
      (losing || status !== 'fine') &&
      !isExplained(plan, truth, minute)
    ) {
      falseDays.set(day, `${minute}: ${status} ${JSON.stringify(loss)}`);
    }
  }
  return {
    quietDays: DAYS - lossy.size,
    falseDays: [...falseDays.values()],
  };
}

/** Whether something is wrong in truth, or was at the last looks, that may cost rows. */
function isExplained(plan: Plan, truth: Truth, minute: number): boolean {
  for (let back = 0; back <= KNOWN_AFTER && back <= minute; back += SWEEP) {
    const then = Math.min(MINUTES - 1, minute - back);
    const waits = [truth.exportWaits[then], truth.hubWaits[then]];
    if (waits.some(since => since >= 0 && then - since >= TAKES)) {
      return true;
    }
    if (plan.ruleOutages.some(({ from, to }) => then >= from && then < to)) {
      return true;
    }
  }
  return false;
}

/** Events of one slot that nobody has read. */
export interface Waiting {
  /** When they entered (ISO 8601): the start of the slot. */
  from: string;
  count: number;
}

/** Entries that are kept: two days of slots. Beyond, neighbours are joined under the older one's time. */
const MOST = 192;

/**
 * Events that wait to be read, oldest first: readers read in the order in which
 * events entered, so what left takes away the oldest.
 */
export class Backlog {
  readonly waiting: readonly Waiting[];

  constructor(waiting: readonly Waiting[] = []) {
    this.waiting = waiting;
  }

  get count(): number {
    return this.waiting.reduce((sum, { count }) => sum + count, 0);
  }

  /** When the oldest event entered, in epoch milliseconds. */
  get oldest(): number | undefined {
    return this.waiting.length > 0
      ? Date.parse(this.waiting[0].from)
      : undefined;
  }

  /** Events that entered at an instant (epoch milliseconds). */
  entered(at: number, count: number): Backlog {
    if (count <= 0) {
      return this;
    }
    const waiting = [
      ...this.waiting,
      { from: new Date(at).toISOString(), count },
    ];
    return new Backlog(waiting.length > MOST ? joinClosest(waiting) : waiting);
  }

  /** Events that were read; more than waited is no wonder, for several may read. */
  left(count: number): Backlog {
    let rest = count;
    const waiting: Waiting[] = [];
    for (const entry of this.waiting) {
      const taken = Math.min(rest, entry.count);
      rest -= taken;
      if (entry.count > taken) {
        waiting.push({ from: entry.from, count: entry.count - taken });
      }
    }
    return new Backlog(waiting);
  }

  /** Without some entries. */
  except(gone: (entry: Waiting) => boolean): Backlog {
    return new Backlog(this.waiting.filter(entry => !gone(entry)));
  }
}

/** Joins the two neighbours that lie closest together, so that the times of the oldest stay exact. */
function joinClosest(waiting: Waiting[]): Waiting[] {
  let best = 1;
  let gap = Infinity;
  for (let i = 2; i < waiting.length; i += 1) {
    const distance =
      Date.parse(waiting[i].from) - Date.parse(waiting[i - 1].from);
    if (distance < gap) {
      gap = distance;
      best = i;
    }
  }
  return [
    ...waiting.slice(0, best - 1),
    {
      from: waiting[best - 1].from,
      count: waiting[best - 1].count + waiting[best].count,
    },
    ...waiting.slice(best + 1),
  ];
}

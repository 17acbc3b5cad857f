import { ForwarderSamples } from 'backstage-plugin-siem-forwarder-common';

/** What went into the event hub, out of it, and into the SIEM in one stretch of time; null where nobody could look. */
export interface FlowSlot {
  /** ISO 8601 with zone. */
  from: string;
  incoming: number | null;
  outgoing: number | null;
  /** What the SIEM indexed. */
  arrived: number | null;
}

/** One of the lines. */
export type FlowHop = Exclude<keyof FlowSlot, 'from'>;

/** The slots of the hops that a chart shows, oldest first. */
export function flowSlots({
  from,
  minutes,
  hops,
}: ForwarderSamples): FlowSlot[] {
  const start = Date.parse(from);
  return hops.incoming.map((incoming, index) => ({
    from: new Date(start + index * minutes * 60_000).toISOString(),
    incoming,
    outgoing: hops.outgoing[index] ?? null,
    arrived: hops.arrived[index] ?? null,
  }));
}

/**
 * The line of one hop as the data of an SVG path. It breaks where nothing is
 * known, rather than lead over it.
 *
 * @param size - of the chart, and the count at its upper edge
 */
export function flowLines(
  slots: readonly FlowSlot[],
  hop: FlowHop,
  size: { width: number; height: number; most: number },
): string {
  const step = size.width / slots.length;
  let drawing = false;
  return slots
    .flatMap((slot, index) => {
      const count = slot[hop];
      if (count === null) {
        drawing = false;
        return [];
      }
      const x = round((index + 0.5) * step);
      // A line of width 2 stays inside at both edges.
      const y = round(
        size.height - 2 - (count / Math.max(1, size.most)) * (size.height - 4),
      );
      const command = drawing ? 'L' : 'M';
      drawing = true;
      // A point alone is drawn as a short line.
      const alone = (slots[index + 1]?.[hop] ?? null) === null;
      return command === 'M' && alone
        ? [`M${x} ${y}h${round(step / 2)}`]
        : [`${command}${x} ${y}`];
    })
    .join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

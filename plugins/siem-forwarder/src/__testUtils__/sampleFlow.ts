import {
  ForwarderHealth,
  ForwarderSamples,
} from 'backstage-plugin-siem-forwarder-common';

const MINUTE = 60_000;
const SLOTS = 96;

/** A day in which events passed, until a forwarder that fails stopped; two hours of it nobody could look. */
export function sampleFlow(
  forwarder: Pick<ForwarderHealth, 'health' | 'since'>,
  now = new Date(),
): ForwarderSamples {
  const slot = 15 * MINUTE;
  const from = Math.floor(now.getTime() / slot) * slot - (SLOTS - 1) * slot;
  const stopped =
    forwarder.health === 'failing' ? Date.parse(forwarder.since) : Infinity;
  const counts = (late: number) =>
    Array.from({ length: SLOTS }, (_, index) => {
      if (index >= 30 && index < 38) {
        return null;
      }
      const passes = from + index * slot < stopped;
      return forwarder.health !== 'quiet' && passes
        ? Math.max(0, Math.round(5 + 4 * Math.sin((index - late) / 7)))
        : 0;
    });
  return {
    from: new Date(from).toISOString(),
    minutes: 15,
    hops: {
      rows: counts(0),
      exported: counts(0),
      incoming: counts(0),
      outgoing: counts(1),
      arrived: counts(2),
    },
  };
}

import fc from 'fast-check';
import { MINUTES, Plan, Stretch, Tier } from './Plan';

/** Retentions that people choose, in hours, up to what the tier can. */
const retentions: Record<Tier, number[]> = {
  Basic: [1, 4, 12, 24],
  Standard: [1, 4, 24, 72, 168],
  Premium: [6, 24, 168, 720],
};

const HOUR = 60;

/** Stretches that begin within the history, do not overlap, and leave two days at its start. */
function stretches(options: {
  most: number;
  /** In minutes. */
  shortest: number;
  longest: number;
}): fc.Arbitrary<Stretch[]> {
  const stretch = fc.record({
    from: fc.noBias(
      fc.integer({ min: 2 * 24 * HOUR, max: MINUTES - 2 * HOUR }),
    ),
    // Short ones are as likely as long ones.
    length: fc
      .noBias(fc.integer({ min: 0, max: 1_000 }))
      .map(thousandths =>
        Math.round(
          options.shortest *
            (options.longest / options.shortest) ** (thousandths / 1_000),
        ),
      ),
  });
  return fc
    .noBias(fc.integer({ min: 0, max: options.most }))
    .chain(count =>
      fc.array(stretch, { minLength: count, maxLength: count, size: 'max' }),
    )
    .map(apart);
}

/** Leaves a day of peace between two, so that each is an episode of its own. */
function apart(drawn: readonly { from: number; length: number }[]): Stretch[] {
  const kept: Stretch[] = [];
  for (const { from, length } of [...drawn].sort((a, b) => a.from - b.from)) {
    const last = kept[kept.length - 1];
    if (!last || from > last.to + 24 * HOUR) {
      kept.push({ from, to: Math.min(MINUTES, from + length) });
    }
  }
  return kept;
}

/** What may happen to a forwarder of a tier in 30 days. */
export function planArbitrary(tier: Tier): fc.Arbitrary<Plan> {
  return fc
    .noBias(fc.constantFrom(...retentions[tier]))
    .chain(retentionHours =>
      fc.record({
        tier: fc.constant(tier),
        retentionHours: fc.constant(retentionHours),
        rowsPerDay: fc.constantFrom(3, 30, 300, 3_000),
        quiet: stretches({ most: 2, shortest: 6 * HOUR, longest: 96 * HOUR }),
        ruleOutages: fc
          .tuple(
            stretches({ most: 2, shortest: 20, longest: 48 * HOUR }),
            fc.constantFrom(
              'disabled' as const,
              'missing' as const,
              'other-table' as const,
            ),
          )
          .map(([list, kind]) => list.map(each => ({ ...each, kind }))),
        hubOutages: stretches({ most: 2, shortest: 30, longest: 36 * HOUR }),
        readerOutages: stretches({
          most: 3,
          // From what nobody notices to what the hub does not survive.
          shortest: Math.max(5, retentionHours * 3),
          longest: Math.min(retentionHours * 2, 20 * 24) * HOUR,
        }),
        readsPerMinute: fc.constantFrom(5, 50, 1_000),
        siemTells: fc.boolean(),
        second: fc.boolean(),
        failingSweeps: fc.constantFrom(0, 0.01, 0.05),
        seed: fc.noBias(fc.integer()),
      }),
    )
    .map(({ second, ...plan }) => ({
      ...plan,
      // A second reader hides the first in the counts: only the SIEM can tell then.
      secondReader: second && plan.siemTells,
    }));
}

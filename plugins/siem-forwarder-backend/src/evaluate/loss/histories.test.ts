import fc from 'fast-check';
import { assess, Assessment } from './__testUtils__/assess';
import { runPipeline } from './__testUtils__/Pipeline';
import { DAYS, Tier } from './__testUtils__/Plan';
import { planArbitrary } from './__testUtils__/planArbitrary';
import { watch } from './__testUtils__/watch';

jest.setTimeout(600_000);

/** Histories a tier; more are played with LOSS_HISTORIES, others with LOSS_SEED. */
const HISTORIES = Number(process.env.LOSS_HISTORIES ?? 4);
const SEED = Number(process.env.LOSS_SEED ?? 20_261_124);

const tiers: Tier[] = ['Basic', 'Standard', 'Premium'];

interface Row extends Omit<Assessment, 'late' | 'unannounced' | 'falseDays'> {
  tier: Tier;
  histories: number;
  late: number;
  unannounced: number;
  falseDays: number;
}

const rows: Row[] = [];

/** Histories of 30 days, watched sweep by sweep: what was said of losses against what was lost. */
describe('the foresight of losses', () => {
  afterAll(() => process.stdout.write(tableOf(rows)));

  it.each(tiers)('holds over 30-day histories of the tier %s', tier => {
    const plans = fc.sample(planArbitrary(tier), {
      numRuns: HISTORIES,
      seed: SEED + tiers.indexOf(tier),
    });
    const assessed = plans.map(plan => {
      const { truth, counts } = runPipeline(plan);
      return { plan, ...assess(plan, truth, watch(plan, counts)) };
    });
    const sum = (of: (each: Assessment) => number) =>
      assessed.reduce((total, each) => total + of(each), 0);
    const row: Row = {
      tier,
      histories: plans.length,
      windowless: sum(each => each.windowless),
      late: sum(each => each.late.length),
      windowed: sum(each => each.windowed),
      unannounced: sum(each => each.unannounced.length),
      short: sum(each => each.short),
      shortAnnounced: sum(each => each.shortAnnounced),
      quietDays: sum(each => each.quietDays),
      falseDays: sum(each => each.falseDays.length),
    };
    rows.push(row);

    expect(row.windowless + row.windowed).toBeGreaterThan(0);
    expect(
      assessed.filter(
        ({ late, unannounced }) => late.length + unannounced.length > 0,
      ),
    ).toEqual([]);
    expect(row.falseDays / row.quietDays).toBeLessThanOrEqual(0.01);
  });
});

function tableOf(all: readonly Row[]): string {
  const head = [
    'tier',
    `histories of ${DAYS} days`,
    'windowless losses',
    'later than 2 sweeps',
    'losses with 4 h or more',
    'not announced 2 h before',
    'shorter windows',
    'announced before',
    'days without loss',
    'days with a false alarm',
  ];
  const lines = all.map(row => [
    row.tier,
    row.histories,
    row.windowless,
    row.late,
    row.windowed,
    row.unannounced,
    row.short,
    row.shortAnnounced,
    row.quietDays,
    row.falseDays,
  ]);
  return `\n${[head, ...lines]
    .map(cells =>
      cells
        .map((cell, index) => String(cell).padStart(head[index].length))
        .join('  '),
    )
    .join('\n')}\n`;
}

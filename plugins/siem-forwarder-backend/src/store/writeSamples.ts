import { Knex } from 'knex';
import { FactSet } from '../collect/Facts';
import { SLOT_MINUTES } from '../collect/Series';
import { DayCounts, mergeCounts, samplesOf } from './flowSamples';

/** A row of `forwarder_samples`. */
export interface SampleRow {
  entity_ref: string;
  day: string;
  minutes: number;
  counts: string;
}

/** What became of a forwarder's facts. */
export interface FactsChange {
  entityRef: string;
  before: FactSet;
  after: FactSet;
}

/**
 * Adds what newly read facts say to the samples; days of which nothing is new
 * are not written. Days that were rolled up already stay as they are.
 */
export async function writeSamples(
  tx: Knex,
  changes: FactsChange[],
): Promise<void> {
  const wanted = changes.flatMap(({ entityRef, before, after }) =>
    samplesOf(before, after).map(change => ({ entityRef, ...change })),
  );
  if (wanted.length === 0) {
    return;
  }
  const stored: SampleRow[] = await tx<SampleRow>('forwarder_samples')
    .whereIn('entity_ref', [...new Set(wanted.map(each => each.entityRef))])
    .whereIn('day', [...new Set(wanted.map(({ day }) => day))]);
  const rows = new Map(
    stored.map(row => [keyOf(row.entity_ref, row.day), row]),
  );
  const written: SampleRow[] = [];
  for (const { entityRef, day, counts } of wanted) {
    const row = rows.get(keyOf(entityRef, day));
    if (row && row.minutes !== SLOT_MINUTES) {
      continue;
    }
    const known: DayCounts = row ? JSON.parse(row.counts) : {};
    const text = JSON.stringify(mergeCounts(known, counts));
    if (text !== row?.counts) {
      written.push({
        entity_ref: entityRef,
        day,
        minutes: SLOT_MINUTES,
        counts: text,
      });
    }
  }
  if (written.length > 0) {
    await tx<SampleRow>('forwarder_samples')
      .insert(written)
      .onConflict(['entity_ref', 'day'])
      .merge();
  }
}

function keyOf(entityRef: string, day: string): string {
  return `${day} ${entityRef}`;
}

import { Loss } from 'backstage-plugin-siem-forwarder-common';
import { durationToMilliseconds } from '@backstage/types';
import { FactSet } from '../../collect/Facts';
import { Judgement } from '../Check';
import { Found, PreviousEvaluation } from '../Evaluation';
import { ExportStop, exportStopOf } from './exportStop';
import { KnownFacts } from './KnownFacts';
import { LossMemory } from './LossMemory';
import { LossOutlook } from './LossOutlook';
import { ReaderOutlook, readerOutlook } from './readerOutlook';
import { RetryOutlook, retryOutlook } from './retryOutlook';
import { StopOutlook, stopOutlook } from './stopOutlook';

/** How long a loss that is over is still told of. */
const TOLD_FOR = durationToMilliseconds({ days: 7 });

const iso = (instant: number) => new Date(instant).toISOString();

/**
 * Tells what is lost of a forwarder's rows and what will be, from what the
 * hops counted. Pure; what lies further back than the facts comes from the
 * memory of the evaluation before.
 *
 * @remarks
 * Where a fact is not known, nothing is concluded from it: what was known
 * before stands.
 */
export function foreseeLoss(
  facts: FactSet,
  previous: PreviousEvaluation | undefined,
  context: Judgement,
  found: Found = {},
): LossOutlook {
  const known = new KnownFacts(facts, context);
  const before = previous?.lossMemory ?? {};
  const stop = exportStopOf(known, context.subject.forwarder, before.stop);
  const stopped = stop
    ? stopOutlook(stop, known, before.stop, {
        rightUntil: rightUntil(stop, previous),
        changedAt: toldBy(found.cause, stop),
        describedSince: found.describedSince,
      })
    : undefined;
  const retry =
    stop && stop.reason !== 'connector-off'
      ? { lost: 0 }
      : retryOutlook(known, before.retry, context);
  const reader = readerOutlook(
    known,
    before.reader,
    context,
    previous?.proof?.at,
  );
  const losing = continued(
    losingOf(stop, stopped, retry, reader) ??
      stillLosing(previous, { stop, retry, reader }),
    previous?.loss,
    found,
  );
  const exportWindow = retry?.window;
  const readerWindow = reader?.window;
  const past = pastOf(losing, previous, known, context);
  const memory: LossMemory = {
    ...(stop === undefined
      ? pick('stop', before.stop)
      : pick('stop', stopped?.memory)),
    ...(retry ? pick('retry', retry.memory) : pick('retry', before.retry)),
    ...(reader ? pick('reader', reader.memory) : pick('reader', before.reader)),
    ...pick('past', past),
  };
  return {
    ...pick('loss', losing ?? windowOf(retry, reader) ?? past),
    ...pick('exportWindow', exportWindow),
    ...pick('readerWindow', readerWindow),
    ...(Object.keys(memory).length > 0 ? { memory } : {}),
  };
}

function pick<K extends string, T>(key: K, value: T | undefined) {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: T };
}

/** When the check that fails now was right last. */
function rightUntil(
  stop: ExportStop,
  previous: PreviousEvaluation | undefined,
): string | undefined {
  const finding = previous?.findings.find(
    ({ checkId }) => checkId === stop.checkId,
  );
  return finding?.status === 'ok' ? finding.observedAt : undefined;
}

/** When it was changed, by the word of the Activity Log. */
function toldBy(cause: Found['cause'], stop: ExportStop) {
  return cause?.kind === 'activity' && cause.checkId === stop.checkId
    ? cause.at
    : undefined;
}

function losingOf(
  stop: ExportStop | null | undefined,
  stopped: StopOutlook | undefined,
  retry: RetryOutlook | undefined,
  reader: ReaderOutlook | undefined,
): Loss | undefined {
  if (stop && stopped) {
    return stopLoss(stop, stopped);
  }
  if (retry?.memory && retry.lost > 0) {
    return {
      kind: 'losing',
      reason: 'retries-over',
      checkId: 'export/records-exported',
      since: retry.memory.since,
      count: retry.lost,
      basis:
        'The rows that the workspace has, less what the rule exported; the export retries for 12 hours and then discards.',
      estimated: true,
    };
  }
  if (reader && reader.lost > 0 && reader.lostSince !== undefined) {
    return {
      kind: 'losing',
      reason: 'retention-over',
      checkId: 'delivery/consumer-reading',
      since: iso(reader.lostSince),
      count: reader.lost,
      basis: readerBasis(reader),
      estimated: true,
    };
  }
  return undefined;
}

function stopLoss(stop: ExportStop, { count, memory }: StopOutlook): Loss {
  const partial = memory.partial
    ? ' Rows of more than 24 hours before the first look are not counted.'
    : '';
  return {
    kind: 'losing',
    reason: memory.reason,
    checkId: memory.checkId,
    since: memory.since,
    ...(count === undefined ? {} : { count }),
    basis:
      stop.reason === 'connector-off'
        ? 'The connector was seen to be off; alerts that Defender for IoT makes meanwhile are in no table, so nobody can count them.'
        : `The rows that the workspace has since then; the export has no history. ${
            memory.about
              ? 'The time is that of the last sign of a working export.'
              : 'The time is that of the last change of the rule.'
          }${partial}`,
    estimated: memory.about || memory.partial,
  };
}

function windowOf(
  retry: RetryOutlook | undefined,
  reader: ReaderOutlook | undefined,
): Loss | undefined {
  const windows: Loss[] = [];
  if (retry?.window) {
    windows.push({
      kind: 'window',
      reason: 'destination-unreachable',
      checkId: 'export/records-exported',
      since: iso(retry.window.since),
      count: retry.window.count,
      deadline: iso(retry.window.deadline),
      basis:
        'The export retries for 12 hours, counted from the oldest row that was not exported.',
      estimated: true,
    });
  }
  if (reader?.window) {
    windows.push({
      kind: 'window',
      reason: 'reader-behind',
      checkId: 'delivery/consumer-reading',
      since: iso(reader.window.since),
      count: reader.window.count,
      deadline: iso(reader.window.deadline),
      basis: readerBasis(reader),
      estimated: true,
    });
  }
  return windows.sort((a, b) =>
    (a.deadline ?? '').localeCompare(b.deadline ?? ''),
  )[0];
}

function readerBasis({ bySiem }: ReaderOutlook): string {
  return bySiem
    ? "The event hub's retention, counted from the oldest record that was exported and that the SIEM has not indexed. Event Hubs has no metric for a reader's position, so this is an estimate."
    : "The event hub's retention, counted from the oldest message that was not read. Event Hubs has no metric for a reader's position: it is estimated from the messages that entered and left, of all consumer groups.";
}

/** With what was known before of the same loss, and cannot be read now. */
function continued(
  loss: Loss | undefined,
  before: Loss | undefined,
  found: Found,
): Loss | undefined {
  const same = loss && before?.since === loss.since ? before : undefined;
  return (
    loss && {
      ...loss,
      ...pick('count', loss.count ?? same?.count),
      ...pick('items', found.items ?? same?.items),
    }
  );
}

/** What can be seen now; undefined is what cannot. */
interface Outlooks {
  stop: ExportStop | null | undefined;
  retry: RetryOutlook | undefined;
  reader: ReaderOutlook | undefined;
}

/** The outlook that tells whether a loss goes on. */
function tellerOf({ reason }: Loss, { stop, retry, reader }: Outlooks) {
  switch (reason) {
    case 'retries-over':
      return retry;
    case 'retention-over':
      return reader;
    default:
      return stop;
  }
}

/** A loss that was on, while what told of it cannot be seen. */
function stillLosing(
  previous: PreviousEvaluation | undefined,
  outlooks: Outlooks,
): Loss | undefined {
  const loss = previous?.loss;
  if (loss?.kind !== 'losing' || loss.endedAt) {
    return undefined;
  }
  return tellerOf(loss, outlooks) === undefined ? loss : undefined;
}

/** The loss before, once it is over; for a week. */
function pastOf(
  losing: Loss | undefined,
  previous: PreviousEvaluation | undefined,
  known: KnownFacts,
  { now }: Judgement,
): Loss | undefined {
  const before = previous?.loss;
  if (!losing && before?.kind === 'losing' && !before.endedAt) {
    return before.count === 0
      ? previous?.lossMemory?.past
      : { ...before, endedAt: endOf(before, known, now) };
  }
  const past = previous?.lossMemory?.past;
  return past?.endedAt && now - Date.parse(past.endedAt) <= TOLD_FOR
    ? past
    : undefined;
}

/** When a loss ended: the rule's last change where that is what ended it, else the look that saw it. */
function endOf(loss: Loss, known: KnownFacts, now: number): string {
  const rule = known.value('exportRule');
  const changedAt = rule?.lastModifiedAt;
  return loss.checkId?.startsWith('export/rule') &&
    changedAt &&
    Date.parse(changedAt) > Date.parse(loss.since)
    ? new Date(changedAt).toISOString()
    : iso(now);
}

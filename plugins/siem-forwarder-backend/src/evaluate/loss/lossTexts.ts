import { Cause, Loss } from 'backstage-plugin-siem-forwarder-common';
import { formatInstant } from '../formatTime';
import { counted } from '../nouns';

/** Why rows are lost, as the first half of a sentence. */
const becauseOf: Record<string, string> = {
  'rule-disabled': 'The export rule is disabled',
  'rule-missing': 'The export rule is missing',
  'tables-differ': 'The export rule exports other tables',
  'connector-off': 'The Defender for IoT connector is not connected',
  'retries-over': 'The export could not deliver for more than 12 hours',
  'retention-over': 'Nobody read the event hub for longer than it keeps events',
};

const nounOfTable: Record<string, string> = {
  SecurityIncident: 'incident',
  SecurityAlert: 'alert',
};

/** A list as long as this may be cut off. */
const MOST_LISTED = 50;

/** Losses that last until somebody changes a setting. */
const byConfiguration = [
  'rule-disabled',
  'rule-missing',
  'tables-differ',
  'connector-off',
];

/** One sentence about a loss that stays true when it is read later. */
export function lossSentence(loss: Loss): string {
  const since = `since ${loss.estimated ? 'about ' : ''}${formatInstant(
    loss.since,
  )}`;
  if (loss.endedAt) {
    return `${lostCount(loss)} between ${formatInstant(
      loss.since,
    )} and ${formatInstant(loss.endedAt)}.`;
  }
  if (loss.kind === 'window' && loss.deadline) {
    const [unit, where] =
      loss.reason === 'reader-behind'
        ? ['message', 'unread in the event hub']
        : ['row', 'to be exported'];
    return `${waitingCount(
      loss.count,
      unit,
    )} ${where} ${since}; the oldest is discarded about ${formatInstant(
      loss.deadline,
    )}.`;
  }
  return `${becauseOf[loss.reason] ?? 'Rows are lost'} ${since}: ${lostClause(
    loss,
  )}.`;
}

/**
 * The headline where a configuration loses rows: what is wrong, in the words of
 * its finding, since when, and what it comes to.
 *
 * @param message - `Export rule x is disabled: rows written ...`
 * @param cause - who did it
 */
export function lossHeadline(
  loss: Loss,
  message: string,
  cause?: Cause,
): string | undefined {
  if (
    loss.kind !== 'losing' ||
    loss.endedAt ||
    !byConfiguration.includes(loss.reason)
  ) {
    return undefined;
  }
  const what = message.split(': ')[0].replace(/[.]$/, '');
  const comma = loss.reason === 'rule-missing' ? ',' : '';
  const since = `${loss.estimated ? 'about ' : ''}${formatInstant(loss.since)}`;
  const by =
    cause?.kind === 'activity' && cause.checkId === loss.checkId
      ? ` by ${cause.caller}`
      : '';
  return `${what}${comma} since ${since}${by}: ${lostClause(loss)}.`;
}

/** What a loss comes to, as the second half of a sentence: `7 incidents not exported`. */
export function lostClause(loss: Loss): string {
  const verb = loss.reason === 'retention-over' ? 'read' : 'exported';
  if (loss.reason === 'connector-off') {
    return 'alerts made meanwhile never reach Microsoft Sentinel';
  }
  if (loss.count === undefined) {
    return 'how many rows are lost cannot be counted';
  }
  if (loss.count === 0) {
    return 'no row was written meanwhile; those that come are lost';
  }
  return `${nounOf(loss)} not ${verb}`;
}

function lostCount(loss: Loss): string {
  const verb = loss.reason === 'retention-over' ? 'read' : 'exported';
  if (loss.count === undefined) {
    return 'Rows were lost';
  }
  return `${nounOf(loss)} ${loss.count === 1 ? 'was' : 'were'} not ${verb}`;
}

/** Rows by what they tell of, where all were listed: an incident has a row a change. */
function nounOf(loss: Loss): string {
  const { items = [] } = loss;
  const noun = nounOfTable[items[0]?.table];
  if (
    noun &&
    items.length < MOST_LISTED &&
    items.every(({ table }) => table === items[0].table)
  ) {
    return counted(items.length, noun);
  }
  const unit = loss.reason === 'retention-over' ? 'message' : 'row';
  return counted(loss.count ?? 0, unit);
}

function waitingCount(count: number | undefined, unit: string): string {
  return count === undefined
    ? 'Rows wait'
    : `${counted(count, unit)} ${count === 1 ? 'waits' : 'wait'}`;
}

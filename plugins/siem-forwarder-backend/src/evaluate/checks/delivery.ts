import { failing, ok, pending, quiet, skipped, unknown } from '../Answer';
import { never, ofSetting } from '../Answers';
import { Check, check, Subject } from '../Check';
import { formatInstant } from '../formatTime';
import { backlogAgeCheck } from '../loss/lossChecks';
import { counted, rowsNoun } from '../nouns';
import { overdue } from '../overdue';
import { change } from '../remedy';
import { siemSetupChecks } from './siemSetup';
import { siemTitle, withoutSiemToAsk } from './siemSubject';

/**
 * How long after its export rule a forwarder may still be in the making for its
 * reader, which is configured before: its hub was not there yet, and its role
 * takes up to ten minutes to count.
 *
 * @see https://learn.microsoft.com/azure/role-based-access-control/troubleshooting
 */
const SETTING_UP_MS = 10 * 60_000;

/** Questions about the SIEM: what is configured there, and what arrives. */
export const deliveryChecks: Check[] = [
  ...siemSetupChecks,
  check({
    id: 'delivery/input-errors',
    title: 'The input reads without errors',
    source: 'https://splunkbase.splunk.com/app/3110',
    answers: {
      ...ofSetting,
      ok: ['ok'],
      failing: ['reader-errors'],
      pending:
        'An error is logged or it is not; the first one alone does not count yet.',
      skipped: ['not-reading', 'no-siem', 'siem-cannot-tell'],
    },
    reads: ['readerErrors', 'arrivals', 'exportRule'],
    mayRead: ['siemInput'],
    flaps: true,
    symptomOf: ['transport', 'access', 'delivery'],
    notFor: withoutSiemToAsk,
    evidence: ({ readerErrors }) => [
      {
        fact: 'readerErrors',
        label: 'Errors in the last hour',
        value: String(readerErrors.count),
      },
      ...(readerErrors.sample
        ? [
            {
              fact: 'readerErrors' as const,
              label: 'Last error',
              value: readerErrors.sample,
            },
          ]
        : []),
    ],
    ask: ({ readerErrors, arrivals, siemInput, exportRule }, { subject }) => {
      if (siemInput === null || siemInput?.enabled === false) {
        return skipped('not-reading', 'No input is reading.');
      }
      if (readerErrors.count === 0) {
        return ok('The input logged no error in the last hour.');
      }
      const lastError = readerErrors.lastAt ?? '';
      if (arrivals.lastIndexedAt && arrivals.lastIndexedAt > lastError) {
        return ok(
          `The input logged ${counted(
            readerErrors.count,
            'error',
          )} in the last hour, and rows arrived after the last.`,
        );
      }
      const madeAt = exportRule?.createdAt;
      if (
        madeAt &&
        lastError &&
        Date.parse(lastError) < Date.parse(madeAt) + SETTING_UP_MS
      ) {
        return ok(
          `The input logged ${counted(
            readerErrors.count,
            'error',
          )} while the forwarder was set up, and none since.`,
        );
      }
      return failing(
        'reader-errors',
        `The input logged ${counted(
          readerErrors.count,
          'error',
        )} in the last hour, and no row arrived since.`,
        {
          brief: 'errors',
          remedy: change({
            title: `Read the log of the input in ${siemTitle(subject)}`,
            text: 'The evidence shows the last error. Access problems show in the stage Access; else check that the SIEM reaches the namespace on port 443 or 5671.',
          }),
        },
      );
    },
  }),
  check({
    id: 'delivery/consumer-reading',
    title: 'Events are read from the event hub',
    source:
      'https://learn.microsoft.com/azure/event-hubs/monitor-event-hubs-reference',
    answers: {
      ok: ['ok'],
      warning: never.between,
      failing: ['not-reading'],
      pending: ['reading-not-due'],
      quiet: ['nothing-to-read'],
      skipped: ['no-hub'],
      unknown: ['other-readers'],
    },
    reads: ['incoming', 'outgoing'],
    mayRead: ['hub', 'consumerGroups'],
    flaps: true,
    symptomOf: ['transport', 'access', 'delivery'],
    evidence: ({ outgoing }) => [
      {
        fact: 'outgoing',
        label: 'Messages out, 24 hours',
        value: String(outgoing.total),
      },
      {
        fact: 'outgoing',
        label: 'Last message out',
        value: outgoing.lastAt ?? 'none in 24 hours',
      },
    ],
    ask: ({ incoming, outgoing, hub, consumerGroups }, context) => {
      if (hub === null) {
        return skipped('no-hub', 'There is no event hub to read from.');
      }
      const missed = overdue([incoming.series], outgoing.lastAt, context, {
        facts: ['incoming', 'outgoing'],
      });
      if (missed > 0) {
        return failing(
          'not-reading',
          `${counted(
            missed,
            'message',
          )} entered the event hub and nobody read ${
            outgoing.lastAt
              ? `since ${formatInstant(outgoing.lastAt)}`
              : 'in 24 hours'
          }.`,
          {
            brief: 'not reading',
            detail: hub
              ? `The event hub keeps events for ${hub.retentionHours} hours.`
              : undefined,
            remedy: change({
              title: `Start the reader of ${siemTitle(context.subject)}`,
              text: 'See that the input is enabled, its credentials are valid, and the SIEM reaches the namespace on port 443 or 5671.',
            }),
          },
        );
      }
      const others = otherReaders(consumerGroups, context.subject);
      if (outgoing.total > 0 && others.length > 0) {
        return unknown(
          'other-readers',
          `${counted(
            outgoing.total,
            'message',
          )} read in 24 hours, but ${siemTitle(
            context.subject,
          )} cannot be asked, and Event Hubs does not tell its messages from those of the ${
            others.length === 1 ? 'consumer group' : 'consumer groups'
          } ${others.join(', ')}.`,
        );
      }
      if (outgoing.total > 0) {
        return ok(`${counted(outgoing.total, 'message')} read in 24 hours.`, {
          brief: 'reading',
        });
      }
      return incoming.total > 0
        ? pending('reading-not-due', 'What entered is too new to be missed.')
        : quiet(
            'nothing-to-read',
            'Nothing entered the event hub in 24 hours.',
            {
              brief: 'nothing to read',
            },
          );
    },
  }),
  backlogAgeCheck,
  check({
    id: 'delivery/events-arriving',
    title: 'Rows arrive in the SIEM',
    source:
      'https://learn.microsoft.com/azure/defender-for-iot/organizations/integrations/send-cloud-data-to-partners',
    answers: {
      ok: ['ok'],
      warning: never.between,
      failing: ['not-arriving'],
      pending: ['arrival-not-due'],
      quiet: ['nothing-to-arrive'],
      skipped: ['no-siem', 'siem-cannot-tell'],
      unknown: ['nothing-to-compare'],
    },
    reads: ['arrivals'],
    mayRead: ['incoming', 'production'],
    flaps: true,
    symptomOf: ['transport', 'access', 'delivery'],
    notFor: withoutSiemToAsk,
    evidence: ({ arrivals }) => [
      {
        fact: 'arrivals',
        label: `Rows in ${counted(arrivals.windowHours, 'hour')}`,
        value: String(arrivals.count),
      },
      {
        fact: 'arrivals',
        label: 'Last indexed',
        value: arrivals.lastIndexedAt ?? 'none',
      },
    ],
    ask: ({ arrivals, incoming, production }, context) => {
      const title = siemTitle(context.subject);
      const missed = incoming
        ? overdue([incoming.series], arrivals.lastIndexedAt, context, {
            facts: ['incoming', 'arrivals'],
          })
        : 0;
      if (missed > 0) {
        return failing(
          'not-arriving',
          `${counted(
            missed,
            'message',
          )} entered the event hub, and ${title} indexed nothing ${
            arrivals.lastIndexedAt
              ? `since ${formatInstant(arrivals.lastIndexedAt)}`
              : `in ${counted(arrivals.windowHours, 'hour')}`
          }.`,
          {
            brief: 'not arriving',
            remedy: change({
              title: `Look for the rows in ${title}`,
              text: `See that the index of the input exists and that ${title} receives from the instance that reads the event hub.`,
            }),
          },
        );
      }
      if (arrivals.count > 0) {
        return ok(
          `${counted(arrivals.count, 'row')} arrived in ${title} in ${counted(
            arrivals.windowHours,
            'hour',
          )}.`,
          { brief: 'arriving' },
        );
      }
      if (incoming && incoming.total > 0) {
        return pending(
          'arrival-not-due',
          'What entered is too new to be missed.',
        );
      }
      const produced = production?.some(({ rows }) => rows > 0);
      return incoming || produced === false
        ? quiet(
            'nothing-to-arrive',
            `No ${rowsNoun(context.subject.forwarder)} to forward in ${counted(
              arrivals.windowHours,
              'hour',
            )}.`,
            { brief: 'nothing new' },
          )
        : unknown(
            'nothing-to-compare',
            `Nothing arrived in ${title}, and it is not known whether anything should have.`,
          );
    },
  }),
];

/** Consumer groups that somebody else made for himself, where only the SIEM could tell who reads. */
function otherReaders(
  groups: readonly string[] | null | undefined,
  { forwarder, siem }: Subject,
): string[] {
  return siem?.verifies
    ? []
    : (groups ?? []).filter(
        group =>
          !['$default', forwarder.consumerGroup.toLowerCase()].includes(
            group.toLowerCase(),
          ),
      );
}

import { failing, ok, quiet, skipped, warning } from '../Answer';
import { never } from '../Answers';
import { Check, check } from '../Check';
import { formatInstant } from '../formatTime';
import { counted } from '../nouns';
import { change } from '../remedy';
import { siemTitle } from '../checks/siemSubject';
import { lossSentence } from './lossTexts';
import { urgencyOf } from './LossWindow';
import { retentionOf } from './retention';

/** Losses that end in the event hub, or before the workspace. */
const ELSEWHERE = ['retention-over', 'connector-off'];

/** Whether rows are lost between the workspace and the event hub. */
export const rowsLostCheck: Check = check({
  id: 'export/rows-lost',
  title: 'No row is lost on its way to the event hub',
  source:
    'https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export',
  answers: {
    ok: ['ok'],
    warning: ['nothing-lost-yet', 'rows-at-risk'],
    failing: ['rows-lost', 'rows-lost-soon'],
    pending: 'What is lost is lost; what may be yet is a warning.',
    quiet: 'Without rows none is lost, which is in order.',
    skipped: never.always,
  },
  reads: ['exportRule', 'production', 'exported'],
  symptomOf: ['export', 'transport'],
  evidence: ({ production, exported }, { outlook }) => [
    {
      fact: 'production',
      label: 'Rows in 24 hours',
      value: String(production.reduce((sum, table) => sum + table.rows, 0)),
    },
    {
      fact: 'exported',
      label: 'Records exported in 24 hours',
      value: String(exported.total),
    },
    ...(outlook.exportWindow
      ? [
          {
            fact: 'exported' as const,
            label: 'Oldest row that was not exported',
            value: new Date(outlook.exportWindow.since).toISOString(),
          },
        ]
      : []),
  ],
  ask: (_, { outlook, now, subject, settings }) => {
    const { loss, exportWindow } = outlook;
    const remedy = change({
      title: 'Repair the export, then fetch what it left out',
      text: `Rows that were not exported stay in the workspace: query ${subject.forwarder.tables.join(
        ' and ',
      )} from the time named here on, and give them to the SIEM by hand.`,
      url:
        subject.forwarder.workspace &&
        settings.portal?.resource(subject.forwarder.workspace.toString()),
    });
    if (
      loss?.kind === 'losing' &&
      !loss.endedAt &&
      !ELSEWHERE.includes(loss.reason)
    ) {
      return loss.count === 0
        ? warning('nothing-lost-yet', lossSentence(loss), { remedy })
        : failing('rows-lost', lossSentence(loss), {
            brief: 'losing rows',
            remedy,
          });
    }
    if (exportWindow) {
      const urgency = urgencyOf(exportWindow, now);
      const message = `${counted(
        exportWindow.count,
        'row',
      )} wait to be exported since about ${formatInstant(
        new Date(exportWindow.since).toISOString(),
      )}; the export gives up the oldest about ${formatInstant(
        new Date(exportWindow.deadline).toISOString(),
      )}.`;
      if (urgency === 'failing') {
        return failing('rows-lost-soon', message, {
          brief: 'loss is near',
          remedy,
        });
      }
      return urgency === 'warning'
        ? warning('rows-at-risk', message, { brief: 'at risk', remedy })
        : ok(message);
    }
    return loss?.endedAt && !ELSEWHERE.includes(loss.reason)
      ? ok(`No row is being lost. ${lossSentence(loss)}`)
      : ok('No row is being lost.');
  },
});

/** Whether the reader comes before the event hub forgets. */
export const backlogAgeCheck: Check = check({
  id: 'delivery/backlog-age',
  title: 'Events are read before the event hub forgets them',
  source: 'https://learn.microsoft.com/azure/event-hubs/event-hubs-features',
  answers: {
    ok: ['ok'],
    warning: ['events-at-risk'],
    failing: ['events-lost', 'events-lost-soon'],
    pending: 'What is unread has an age at once.',
    quiet: ['nothing-to-read'],
    skipped: ['no-hub'],
  },
  reads: ['hub', 'incoming', 'outgoing'],
  mayRead: ['namespace', 'exported', 'arrivals'],
  symptomOf: ['transport', 'access', 'delivery'],
  evidence: ({ hub, namespace }, { outlook }) => [
    ...(hub
      ? [
          {
            fact: 'hub' as const,
            label: 'Hours that events are kept',
            value: String(retentionOf(hub, namespace) / 3_600_000),
            resource: hub.id,
          },
        ]
      : []),
    ...(outlook.readerWindow
      ? [
          {
            fact: 'incoming' as const,
            label: 'Oldest unread message (estimate)',
            value: new Date(outlook.readerWindow.since).toISOString(),
          },
        ]
      : []),
  ],
  ask: ({ hub, incoming }, { outlook, now, subject }) => {
    if (!hub) {
      return skipped('no-hub', 'There is no event hub to read from.');
    }
    const { loss, readerWindow } = outlook;
    const remedy = change({
      title: `Start the reader of ${siemTitle(subject)}`,
      text: 'See that the input is enabled, its credentials are valid, and the SIEM reaches the namespace on port 443 or 5671. Where that takes long, raise the retention of the event hub first.',
    });
    if (
      loss?.kind === 'losing' &&
      loss.reason === 'retention-over' &&
      !loss.endedAt
    ) {
      return failing('events-lost', lossSentence(loss), {
        brief: 'losing events',
        remedy,
      });
    }
    if (readerWindow) {
      const urgency = urgencyOf(readerWindow, now);
      const message = `${counted(
        readerWindow.count,
        'message',
      )} unread, the oldest since about ${formatInstant(
        new Date(readerWindow.since).toISOString(),
      )}; the event hub forgets it about ${formatInstant(
        new Date(readerWindow.deadline).toISOString(),
      )}.`;
      if (urgency === 'failing') {
        return failing('events-lost-soon', message, {
          brief: 'loss is near',
          remedy,
        });
      }
      return urgency === 'warning'
        ? warning('events-at-risk', message, { brief: 'at risk', remedy })
        : ok(message);
    }
    return incoming.total > 0
      ? ok(
          'Everything that entered the event hub was read, as far as its counts tell.',
        )
      : quiet('nothing-to-read', 'Nothing entered the event hub in 24 hours.');
  },
});

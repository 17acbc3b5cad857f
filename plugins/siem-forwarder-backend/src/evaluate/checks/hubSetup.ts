import { durationToMilliseconds } from '@backstage/types';
import { failing, ok, skipped, warning } from '../Answer';
import { never, ofSetting } from '../Answers';
import { Check, check } from '../Check';
import { counted } from '../nouns';
import { change, repair } from '../remedy';

const HOUR = 3_600_000;

const noHub = () => skipped('no-hub', 'There is no event hub to look at.');

/** Questions about how the event hub is set up. */
export const hubSetupChecks: Check[] = [
  check({
    id: 'transport/hub-not-compacted',
    title: 'The event hub takes events without a key',
    source:
      'https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export',
    answers: {
      ...ofSetting,
      ok: ['ok'],
      failing: ['hub-compacted'],
      skipped: ['no-hub'],
    },
    reads: ['hub'],
    evidence: ({ hub }) =>
      hub
        ? [
            {
              fact: 'hub',
              label: 'Cleanup policy',
              value: hub.cleanupPolicy ?? 'not told',
              resource: hub.id,
            },
          ]
        : [],
    ask: ({ hub }, { settings }) => {
      if (!hub) {
        return noHub();
      }
      return (hub.cleanupPolicy ?? 'Delete') === 'Delete'
        ? ok(`Event hub ${hub.name} takes events without a key.`)
        : failing(
            'hub-compacted',
            `Event hub ${hub.name} is compacted: it takes only events with a key, and exported rows have none.`,
            {
              brief: 'compacted',
              detail:
                'Log Analytics retries for up to 12 hours and then drops the rows.',
              remedy: change({
                title: 'Use an event hub that is not compacted',
                text: `Azure portal: Event Hubs > ${hub.name} > Configuration > Cleanup policy > Delete; where that is not offered, create another event hub and export to it.`,
                url: settings.portal?.resource(hub.id),
              }),
            },
          );
    },
  }),
  check({
    id: 'transport/retention-covers-outage',
    title: 'The event hub outlasts an outage of the reader',
    source: 'https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas',
    answers: {
      ...ofSetting,
      ok: ['ok'],
      warning: ['retention-short'],
      failing: never.stops,
      skipped: ['no-hub'],
    },
    reads: ['hub'],
    evidence: ({ hub }, { settings }) =>
      hub
        ? [
            {
              fact: 'hub',
              label: 'Hours that events are kept',
              value: String(hub.retentionHours),
              resource: hub.id,
            },
            {
              fact: 'hub',
              label: 'Hours of outage to outlast',
              value: String(
                durationToMilliseconds(settings.longestOutage) / HOUR,
              ),
            },
          ]
        : [],
    ask: ({ hub }, { settings }) => {
      if (!hub) {
        return noHub();
      }
      const wanted = durationToMilliseconds(settings.longestOutage) / HOUR;
      const kept = counted(hub.retentionHours, 'hour');
      return hub.retentionHours >= wanted
        ? ok(`Event hub ${hub.name} keeps events for ${kept}.`)
        : warning(
            'retention-short',
            `Event hub ${
              hub.name
            } keeps events for ${kept}: rows are lost when the SIEM does not read for longer, and ${counted(
              wanted,
              'hour',
            )} are wanted.`,
            {
              brief: `${hub.retentionHours} h kept`,
              remedy: change({
                title: 'Keep events for longer',
                text: `Azure portal: Event Hubs > ${hub.name} > Configuration > Retention time: up to 24 hours on the Basic tier, 7 days on Standard, 90 on Premium.`,
                url: settings.portal?.resource(hub.id),
              }),
            },
          );
    },
  }),
  check({
    id: 'transport/consumer-group-exists',
    title: 'The consumer group of the SIEM exists',
    source:
      'https://learn.microsoft.com/rest/api/eventhub/consumer-groups/list-by-event-hub',
    answers: {
      ...ofSetting,
      ok: ['ok'],
      failing: ['consumer-group-missing'],
      skipped: ['no-hub'],
    },
    reads: ['consumerGroups'],
    mayRead: ['hub'],
    evidence: ({ consumerGroups }, { subject }) => [
      {
        fact: 'consumerGroups',
        label: 'Consumer groups',
        value: consumerGroups?.join(', ') || 'none',
        resource: subject.forwarder.eventHub?.toString(),
      },
    ],
    ask: ({ consumerGroups, hub }, { subject, settings }) => {
      if (!consumerGroups || hub === null) {
        return noHub();
      }
      const { consumerGroup, eventHub } = subject.forwarder;
      const name = hub?.name ?? eventHub?.name;
      const id = hub?.id ?? eventHub?.toString();
      return consumerGroups.some(
        group => group.toLowerCase() === consumerGroup.toLowerCase(),
      )
        ? ok(`Event hub ${name} has consumer group ${consumerGroup}.`)
        : failing(
            'consumer-group-missing',
            `Event hub ${name} has no consumer group ${consumerGroup}: the SIEM cannot read from it.`,
            {
              brief: 'no group',
              remedy: repair({
                title: 'Create the consumer group again',
                text: `Azure portal: Event Hubs > ${name} > Consumer groups > + Consumer group > ${consumerGroup}; the SIEM begins at its checkpoint, or where its input says.`,
                url: id && settings.portal?.resource(id),
              }),
            },
          );
    },
  }),
];

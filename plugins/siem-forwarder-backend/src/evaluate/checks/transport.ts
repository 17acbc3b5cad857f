import { failing, ok, pending, quiet, skipped } from '../Answer';
import { never, ofSetting } from '../Answers';
import { Check, check } from '../Check';
import { formatInstant } from '../formatTime';
import { counted } from '../nouns';
import { overdue } from '../overdue';
import { change, repair } from '../remedy';
import { hubSetupChecks } from './hubSetup';
import { namespaceSetupChecks } from './namespaceSetup';
import { throttledRequestsCheck } from './throttledRequests';

/** States in which Event Hubs is still making a namespace (Microsoft.EventHub 2024-01-01; Terraform's provider waits for the same). */
const MAKING = ['creating', 'activating', 'updating', 'pending', 'accepted'];

/** Questions about namespace and hub. */
export const transportChecks: Check[] = [
  check({
    id: 'transport/namespace-active',
    title: 'The Event Hubs namespace is active',
    source: 'https://learn.microsoft.com/rest/api/eventhub/namespaces/get',
    answers: {
      ...ofSetting,
      ok: ['ok'],
      failing: ['namespace-missing', 'namespace-not-active'],
      pending: ['namespace-provisioning'],
    },
    reads: ['namespace'],
    evidence: ({ namespace }) =>
      namespace
        ? [
            {
              fact: 'namespace',
              label: 'Provisioning state',
              value: namespace.provisioningState,
              resource: namespace.id,
            },
            {
              fact: 'namespace',
              label: 'Status',
              value: namespace.status ?? 'not told',
              resource: namespace.id,
            },
          ]
        : [],
    ask: ({ namespace }, { subject, settings }) => {
      if (!namespace) {
        const wanted = subject.forwarder.eventHub?.parent;
        return failing(
          'namespace-missing',
          `Namespace ${
            wanted?.name ?? 'of the rule'
          } does not exist: the rule has nowhere to export to.`,
          {
            brief: 'missing',
            detail:
              'Log Analytics retries for up to 12 hours and then drops the rows.',
            remedy: repair({
              title: 'Create the namespace again',
              text: 'Run the template again with the same values: it creates what is missing and keeps what is there.',
            }),
          },
        );
      }
      const state = namespace.provisioningState;
      if (MAKING.includes(state.toLowerCase())) {
        return pending(
          'namespace-provisioning',
          `Namespace ${namespace.name} is being provisioned (${state}).`,
          { brief: 'provisioning' },
        );
      }
      const status = namespace.status ?? 'Active';
      return state === 'Succeeded' && status === 'Active'
        ? ok(`Namespace ${namespace.name} is active.`)
        : failing(
            'namespace-not-active',
            `Namespace ${namespace.name} is not active: its provisioning state is ${state}, its status ${status}.`,
            {
              brief: 'not active',
              remedy: change({
                title: 'Look at the namespace',
                text: `Azure portal: Event Hubs > ${namespace.name} > Overview and Activity log; a namespace is disabled by Azure when its subscription is.`,
                url: settings.portal?.resource(namespace.id),
              }),
            },
          );
    },
  }),
  check({
    id: 'transport/hub-active',
    title: 'The event hub is active',
    source: 'https://learn.microsoft.com/rest/api/eventhub/event-hubs/get',
    answers: {
      ...ofSetting,
      ok: ['ok'],
      failing: ['hub-missing', 'hub-disabled'],
      skipped: ['no-namespace'],
    },
    reads: ['hub'],
    mayRead: ['namespace'],
    evidence: ({ hub }) =>
      hub
        ? [
            {
              fact: 'hub',
              label: 'Status',
              value: hub.status,
              resource: hub.id,
            },
            {
              fact: 'hub',
              label: 'Retention in hours',
              value: String(hub.retentionHours),
              resource: hub.id,
            },
            {
              fact: 'hub',
              label: 'Partitions',
              value: String(hub.partitionCount),
              resource: hub.id,
            },
          ]
        : [],
    ask: ({ hub, namespace }, { subject, settings }) => {
      if (namespace === null) {
        return skipped('no-namespace', 'There is no namespace to look into.');
      }
      if (!hub) {
        const wanted = subject.forwarder.eventHub;
        return failing(
          'hub-missing',
          `Event hub ${
            wanted?.name ?? 'of the rule'
          } does not exist in namespace ${
            namespace?.name ?? wanted?.parent?.name
          }: the rule has nowhere to export to.`,
          {
            brief: 'hub missing',
            detail:
              'Log Analytics retries for up to 12 hours and then drops the rows.',
            remedy: repair({
              title: 'Create the event hub again',
              text: `Azure portal: Event Hubs > ${
                wanted?.parent?.name ?? namespace?.name
              } > Event hub; or run the template again with the same values.`,
              url: namespace && settings.portal?.resource(namespace.id),
            }),
          },
        );
      }
      return hub.status === 'Active'
        ? ok(
            `Event hub ${hub.name} is active and keeps events for ${retention(
              hub.retentionHours,
            )}.`,
            { brief: `${shortRetention(hub.retentionHours)} kept` },
          )
        : failing('hub-disabled', `Event hub ${hub.name} is ${hub.status}.`, {
            brief: 'disabled',
            remedy: repair({
              title: 'Activate the event hub',
              text: `Azure portal: Event Hubs > ${hub.name} > Overview > Change state > Active.`,
              url: settings.portal?.resource(hub.id),
            }),
          });
    },
  }),
  ...namespaceSetupChecks,
  ...hubSetupChecks,
  throttledRequestsCheck,
  check({
    id: 'transport/events-incoming',
    title: 'Exported rows enter the event hub',
    source:
      'https://learn.microsoft.com/azure/event-hubs/monitor-event-hubs-reference',
    answers: {
      ok: ['ok'],
      warning: never.between,
      failing: ['nothing-incoming'],
      pending: ['incoming-not-due'],
      quiet: ['nothing-incoming'],
      skipped: ['no-hub'],
    },
    reads: ['incoming'],
    mayRead: ['exported', 'hub'],
    flaps: true,
    symptomOf: ['export', 'transport'],
    evidence: ({ incoming }) => [
      {
        fact: 'incoming',
        label: 'Messages in, 24 hours',
        value: String(incoming.total),
      },
      {
        fact: 'incoming',
        label: 'Last message in',
        value: incoming.lastAt ?? 'none in 24 hours',
      },
    ],
    ask: ({ incoming, exported, hub }, context) => {
      if (hub === null) {
        return skipped('no-hub', 'There is no event hub to look into.');
      }
      const missed = exported
        ? overdue([exported.series], incoming.lastAt, context, {
            facts: ['exported', 'incoming'],
          })
        : 0;
      if (missed > 0) {
        return failing(
          'nothing-incoming',
          `${counted(
            missed,
            'record',
          )} left the workspace, and nothing entered the event hub${
            incoming.lastAt
              ? ` since ${formatInstant(incoming.lastAt)}`
              : ' in 24 hours'
          }.`,
          {
            brief: 'nothing in',
            remedy: change({
              title: 'Find out where the records went',
              text: "Compare the rule's destination with this event hub, and look at Throttled Requests and Quota Exceeded Errors in the metrics of the namespace.",
              url: hub && context.settings.portal?.resource(hub.id),
            }),
          },
        );
      }
      if (incoming.total > 0) {
        return ok(`${counted(incoming.total, 'message')} in 24 hours.`);
      }
      return exported && exported.total > 0
        ? pending(
            'incoming-not-due',
            'What was exported is too new to be expected in the event hub.',
          )
        : quiet(
            'nothing-incoming',
            'Nothing entered the event hub in 24 hours.',
            {
              brief: 'nothing in',
            },
          );
    },
  }),
];

function retention(hours: number): string {
  return hours % 24 === 0 ? counted(hours / 24, 'day') : counted(hours, 'hour');
}

function shortRetention(hours: number): string {
  return hours % 24 === 0 ? `${hours / 24} d` : `${hours} h`;
}

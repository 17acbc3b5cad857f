import { failing, ok, skipped, warning } from '../Answer';
import { Check, check } from '../Check';
import { formatInstant } from '../formatTime';
import { counted } from '../nouns';
import { overdue } from '../overdue';
import { inLastHour } from '../recent';
import { change } from '../remedy';

/**
 * The share of refused requests from which on Microsoft recommends an alert.
 *
 * Source: https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export#monitor-destination
 */
const TOLERATED_SHARE = 0.01;

/** Whether the namespace refuses what is sent to it for want of throughput units. */
export const throttledRequestsCheck: Check = check({
  id: 'transport/throttled-requests',
  title: 'The namespace has room for what is sent to it',
  source:
    'https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export',
  answers: {
    ok: ['ok'],
    warning: ['throttled-sometimes'],
    failing: ['throttled'],
    pending: 'A request is throttled or it is not.',
    quiet: 'Without requests none is throttled, which is in order.',
    skipped: ['no-hub'],
  },
  reads: ['throttled', 'incoming'],
  mayRead: ['hub', 'namespace'],
  flaps: true,
  evidence: ({ throttled }, { now }) => [
    {
      fact: 'throttled',
      label: 'Throttled requests in the last hour',
      value: String(inLastHour(throttled, now)),
    },
    {
      fact: 'throttled',
      label: 'Last throttled request',
      value: throttled.lastAt ?? 'none in 24 hours',
    },
  ],
  ask: ({ throttled, incoming, hub, namespace }, context) => {
    if (hub === null) {
      return skipped('no-hub', 'There is no event hub to look at.');
    }
    const refused = inLastHour(throttled, context.now);
    if (refused === 0) {
      return ok('No request was throttled in the last hour.');
    }
    const name =
      namespace?.name ?? context.subject.forwarder.eventHub?.parent?.name;
    const requests = counted(refused, 'request');
    const remedy = change({
      title: 'Add throughput units',
      text: `Azure portal: Event Hubs > ${name} > Scale > Throughput Units${
        namespace ? ` (now ${namespace.capacity})` : ''
      }, and turn auto-inflate on.`,
      url: namespace
        ? context.settings.portal?.resource(namespace.id)
        : undefined,
    });
    if (
      overdue([throttled.series], incoming.lastAt, context, {
        facts: ['throttled', 'incoming'],
      }) > 0
    ) {
      return failing(
        'throttled',
        `Namespace ${name} throttled ${requests} in the last hour, and nothing entered the event hub ${
          incoming.lastAt
            ? `since ${formatInstant(incoming.lastAt)}`
            : 'in 24 hours'
        }.`,
        {
          brief: 'throttled',
          detail:
            'Log Analytics retries for up to 12 hours and then drops the rows.',
          remedy,
        },
      );
    }
    const accepted = inLastHour(incoming, context.now);
    return refused > TOLERATED_SHARE * (refused + accepted)
      ? warning(
          'throttled-sometimes',
          `Namespace ${name} throttled ${requests} in the last hour, beside ${counted(
            accepted,
            'message',
          )} that entered.`,
          { brief: 'throttled', remedy },
        )
      : ok(
          `${requests} throttled in the last hour, beside ${counted(
            accepted,
            'message',
          )}: too few to matter.`,
        );
  },
});

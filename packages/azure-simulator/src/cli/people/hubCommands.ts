import { LinkRefusal, linkRefusals } from '../../amqp/HubFaults';
import { command } from './PeopleCommand';

/** The data plane of Event Hubs. */
export const hubCommands = [
  command({
    syntax: 'show',
    description: 'count the connections to Event Hubs, and what was cut',
    run: client => client.hubs(),
    say: ({ connections, cut }) =>
      `${connections} connection(s) are open. Cut so far: ${JSON.stringify(
        cut,
      )}`,
  }),
  command({
    syntax: 'drop-connections',
    description: 'end every connection to Event Hubs',
    run: client => client.dropHubConnections(),
    say: count => `${count} connection(s) ended.`,
  }),
  command({
    syntax: 'drop-links [hub]',
    description: 'detach the links to a hub, or to all',
    run: (client, [hub]) => client.dropHubLinks({ hub }),
    say: count => `${count} link(s) detached.`,
  }),
  command({
    syntax: 'cut [hub]',
    description:
      'keep the next batch without an answer, so that it comes twice',
    run: (client, [hub]) => client.cutHubDispositions({ hub }),
    say: () => 'The next batch gets no answer.',
  }),
  command({
    syntax: 'refuse <refusal> [hub]',
    description: `let a hub, or all, refuse: ${linkRefusals.join(', ')}`,
    run: (client, [refusal, hub]) =>
      client.refuseHubLinks(refusal as LinkRefusal, { hub }),
    say: (_, [refusal, hub]) => `${hub ?? 'Every hub'} refuses: ${refusal}.`,
  }),
  command({
    syntax: 'clear',
    description: 'lift what was put on hubs',
    run: client => client.clearHubFaults(),
    say: () => 'Hubs work again.',
  }),
];

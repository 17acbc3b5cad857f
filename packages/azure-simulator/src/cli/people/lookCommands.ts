import type { SeedName } from '../../seed/Seed';
import { command } from './PeopleCommand';
import { hintOf } from '../../control/notFound';
import { atLeast } from './readers';
import { table } from './table';

/** Commands of one word: what was asked, what can be asked, and a new start. */
export const lookCommands = [
  command({
    syntax: 'state',
    description: 'print the whole state, without the values of secrets',
    run: client => client.state(),
    say: state => JSON.stringify(state, null, 2),
  }),
  command({
    syntax: 'forwarders',
    description: 'list the forwarders with the ids that other commands take',
    run: client => client.forwarders(),
    say: forwarders =>
      table(
        ['forwarder', 'input', 'client id', 'workspace id', 'rule id'],
        forwarders.map(({ name, input, clientId, workspaceId, ruleId }) => [
          name,
          input,
          clientId ?? 'none',
          workspaceId ?? 'none',
          ruleId ?? 'none',
        ]),
        'There is no forwarder: Splunk has no input.',
      ),
  }),
  command({
    syntax: 'requests',
    description: 'show the last requests that the services received',
    options: [
      {
        flags: '--last <count>',
        description: 'how many (20)',
        read: atLeast(1),
      },
    ],
    run: async (client, _, { last = 20 }) =>
      (await client.requests()).slice(-Number(last)),
    say: requests =>
      table(
        ['time', 'service', 'status', 'operation', 'method', 'path'],
        requests.map(
          ({ time, service, status, operationId = '', method, path }) => [
            time,
            service,
            status === 0 ? 'cut' : String(status),
            operationId,
            method,
            path,
          ],
        ),
        'No request came yet.',
      ),
  }),
  command({
    syntax: 'operations [service]',
    description: 'list the operations that the services offer',
    run: async (client, [service]) => {
      const all = await client.operations();
      const found = all.filter(
        operation => service === undefined || operation.service === service,
      );
      if (found.length === 0) {
        const known = [...new Set(all.map(operation => operation.service))];
        throw new Error(
          `There is no service '${service}'.${hintOf(
            service,
            known,
          )} The command \`operations\` alone lists those of every service.`,
        );
      }
      return found;
    },
    say: operations =>
      table(
        ['service', 'operation', 'method', 'path'],
        operations.map(({ service, operationId, method, path }) => [
          service,
          operationId,
          method,
          path,
        ]),
        'There is no operation.',
      ),
  }),
  command({
    syntax: 'reset [seed]',
    description: 'start over with a seed; the present one by default',
    run: (client, [seed]) => client.reset({ seed: seed as SeedName }),
    say: () => 'The simulator has started over.',
  }),
];

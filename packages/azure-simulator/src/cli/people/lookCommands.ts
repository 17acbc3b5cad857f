import type { SeedName } from '../../seed/Seed';
import { command } from './PeopleCommand';
import { readNumber } from './readers';
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
    syntax: 'requests',
    description: 'show the last requests that the services received',
    options: [
      {
        flags: '--last <count>',
        description: 'how many (20)',
        read: readNumber,
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
    run: async (client, [service]) =>
      (await client.operations()).filter(
        operation => service === undefined || operation.service === service,
      ),
    say: operations =>
      table(
        ['service', 'operation', 'method', 'path'],
        operations.map(({ service, operationId, method, path }) => [
          service,
          operationId,
          method,
          path,
        ]),
        'There is no such service: login, resourceManager, graph, logs, metrics, keyVault, splunkManagement and splunkSearch have operations.',
      ),
  }),
  command({
    syntax: 'reset [seed]',
    description: 'start over with a seed; the present one by default',
    run: (client, [seed]) => client.reset({ seed: seed as SeedName }),
    say: () => 'The simulator has started over.',
  }),
];

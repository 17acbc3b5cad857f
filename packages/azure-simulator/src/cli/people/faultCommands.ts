import { Fault, FaultRequest, faultWords } from '../../faults/Fault';
import { command, CommandOptions } from './PeopleCommand';
import { atLeast } from './readers';
import { table } from './table';

function requestOf(
  operationId: string | undefined,
  {
    path,
    caller,
    status,
    control: _,
    endpointsFile: __,
    json: ___,
    ...others
  }: CommandOptions,
): FaultRequest {
  return {
    ...others,
    ...(operationId === undefined ? {} : { operationId }),
    ...(path === undefined ? {} : { pathPattern: path }),
    ...(caller === undefined ? {} : { callerAppId: caller }),
    ...(status === undefined
      ? {}
      : { status: Number.isNaN(Number(status)) ? status : Number(status) }),
  } as FaultRequest;
}

function place(fault: Fault): string {
  return [
    fault.operationId ?? fault.service,
    fault.method,
    fault.pathPattern,
    fault.callerAppId && `by ${fault.callerAppId}`,
  ]
    .filter(Boolean)
    .join(' ');
}

function effect(fault: Fault): string {
  return [
    fault.delay && `${fault.delay} ms late`,
    fault.status,
    fault.done && 'after the work',
    fault.answerDelay && `answered ${fault.answerDelay} ms late`,
    fault.retryAfter !== undefined && `Retry-After ${fault.retryAfter}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** The fault desk. */
export const faultCommands = [
  command({
    syntax: 'add [operationId]',
    description:
      'let an operation (see `operations`), or what fits the options, go wrong',
    options: [
      {
        flags: '--service <name>',
        description: 'service, where no operation is named',
      },
      { flags: '--method <method>', description: 'HTTP method' },
      {
        flags: '--path <pattern>',
        description: 'regular expression over the path',
      },
      {
        flags: '--caller <clientId>',
        description: 'only requests of this application',
      },
      {
        flags: '--status <status>',
        description: `an HTTP status, or ${faultWords.join(', ')}`,
      },
      {
        flags: '--done',
        description: 'with an HTTP status: do the work all the same',
      },
      {
        flags: '--delay <ms>',
        description: 'wait before the work',
        read: atLeast(1),
      },
      {
        flags: '--answer-delay <ms>',
        description: 'wait before the answer',
        read: atLeast(1),
      },
      {
        flags: '--after <count>',
        description: 'let so many pass first',
        read: atLeast(0),
      },
      {
        flags: '--times <count>',
        description: 'strike so often, then end',
        read: atLeast(1),
      },
      { flags: '--code <code>', description: "the service's error code" },
      { flags: '--message <text>', description: "the service's sentence" },
      {
        flags: '--retry-after <seconds>',
        description: 'a Retry-After header',
        read: atLeast(0),
      },
    ],
    run: (client, [operationId], options) =>
      client.fault(requestOf(operationId, options)),
    say: id => `${id} is in force. Lift it with: fault clear ${id}`,
  }),
  command({
    syntax: 'list',
    description: 'list the faults in force',
    run: client => client.faults(),
    say: faults =>
      table(
        ['id', 'strikes', 'does', 'seen', 'struck'],
        faults.map(fault => [
          fault.id,
          place(fault),
          effect(fault),
          String(fault.seen),
          String(fault.struck),
        ]),
        'No fault is in force.',
      ),
  }),
  command({
    syntax: 'clear [id]',
    description: 'lift a fault, or all of them',
    run: (client, [id]) => client.clearFaults(id),
    say: (_, [id]) => (id ? `${id} is lifted.` : 'Every fault is lifted.'),
  }),
];

import { Command } from 'commander';
import { ControlUnreachable } from '../control/ControlUnreachable';
import { connect, ConnectionOptions } from './connect';
import * as azure from './people/azureCommands';
import { clockCommands } from './people/clockCommands';
import { faultCommands } from './people/faultCommands';
import { hubCommands } from './people/hubCommands';
import { lookCommands } from './people/lookCommands';
import { PeopleCommand } from './people/PeopleCommand';
import { scenarioCommands } from './people/scenarioCommands';
import * as siem from './people/siemCommands';

interface Group {
  description: string;
  commands: readonly PeopleCommand[];
}

/** Commands of two words by their first. */
const groups: Record<string, Group> = {
  clock: { description: 'the simulated clock', commands: clockCommands },
  scenario: {
    description: 'what goes wrong in production, as a whole',
    commands: scenarioCommands,
  },
  fault: {
    description: 'answers of the services that go wrong',
    commands: faultCommands,
  },
  incident: {
    description: 'incidents of Sentinel',
    commands: azure.incidentCommands,
  },
  alert: {
    description: 'alerts of Defender for IoT',
    commands: azure.alertCommands,
  },
  rule: { description: 'data export rules', commands: azure.ruleCommands },
  input: { description: 'inputs of Splunk', commands: siem.inputCommands },
  secret: { description: 'client secrets', commands: azure.secretCommands },
  role: { description: 'role assignments', commands: azure.roleCommands },
  provider: {
    description: 'resource providers of subscriptions',
    commands: azure.providerCommands,
  },
  namespace: {
    description: 'Event Hubs namespaces',
    commands: azure.namespaceCommands,
  },
  hub: {
    description: 'connections and links to Event Hubs',
    commands: hubCommands,
  },
  splunk: { description: 'Splunk as a whole', commands: siem.splunkCommands },
  'splunk-token': {
    description: "the portal's tokens for Splunk",
    commands: siem.splunkTokenCommands,
  },
  behaviour: {
    description: 'what bites in production, on or off',
    commands: azure.behaviourCommands,
  },
};

/** Names where the address of a simulator came from that is not there. */
function explain(error: unknown, origin: string): unknown {
  return error instanceof ControlUnreachable
    ? new Error(
        `${origin}: ${error.message} Start one with \`serve\`, or give the control endpoint that a running one printed (--control).`,
        { cause: error },
      )
    : error;
}

function add(
  parent: Command,
  { syntax, description, options, run, say }: PeopleCommand,
): void {
  const command = parent
    .command(syntax)
    .description(description)
    .option('--control <url>', 'control endpoint of the simulator')
    .option('--endpoints-file <file>', 'file that `serve` wrote')
    .option('--json', 'print the answer as JSON, for scripts');
  for (const { flags, description: meaning, read } of options ?? []) {
    if (read) {
      command.option(flags, meaning, text => read(text));
    } else {
      command.option(flags, meaning);
    }
  }
  command.action(async () => {
    const given = command.opts<ConnectionOptions & { json?: boolean }>();
    const { client, origin } = await connect(given);
    const result = await run(client, command.args, { ...given }).catch(
      error => {
        throw explain(error, origin);
      },
    );
    const text = given.json
      ? JSON.stringify(result ?? { ok: true }, null, 2)
      : say(result, command.args);
    process.stdout.write(`${text}\n`);
  });
}

/** Adds the commands that drive a running simulator through its control API. */
export function addPeopleCommands(program: Command): void {
  for (const look of lookCommands) {
    add(program, look);
  }
  for (const [name, { description, commands }] of Object.entries(groups)) {
    const parent = program.command(name).description(description);
    for (const member of commands) {
      add(parent, member);
    }
  }
}

import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { SimulatorClient } from '../control/SimulatorClient';
import { EndpointsFile } from './EndpointsFile';
import * as azure from './people/azureCommands';
import { clockCommands } from './people/clockCommands';
import { faultCommands } from './people/faultCommands';
import { hubCommands } from './people/hubCommands';
import { lookCommands } from './people/lookCommands';
import { PeopleCommand } from './people/PeopleCommand';
import { scenarioCommands } from './people/scenarioCommands';
import * as siem from './people/siemCommands';

interface ConnectionOptions {
  control?: string;
  endpointsFile?: string;
  json?: boolean;
}

/** Commands of two words by their first. */
const groups: Record<string, readonly PeopleCommand[]> = {
  clock: clockCommands,
  scenario: scenarioCommands,
  fault: faultCommands,
  incident: azure.incidentCommands,
  alert: azure.alertCommands,
  rule: azure.ruleCommands,
  input: siem.inputCommands,
  secret: azure.secretCommands,
  role: azure.roleCommands,
  provider: azure.providerCommands,
  namespace: azure.namespaceCommands,
  hub: hubCommands,
  splunk: siem.splunkCommands,
  'splunk-token': siem.splunkTokenCommands,
  behaviour: azure.behaviourCommands,
};

async function connect(options: ConnectionOptions): Promise<SimulatorClient> {
  if (options.control) {
    return new SimulatorClient(options.control);
  }
  const path =
    options.endpointsFile ?? process.env.SIMULATOR_ENDPOINTS_FILE ?? '';
  if (path === '') {
    throw new Error(
      'Say which simulator: --control <url>, --endpoints-file <file>, or SIMULATOR_ENDPOINTS_FILE.',
    );
  }
  const file = JSON.parse(await readFile(path, 'utf8')) as EndpointsFile;
  return new SimulatorClient(file.endpoints.control);
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
    const given = command.opts<ConnectionOptions>();
    const client = await connect(given);
    const result = await run(client, command.args, { ...given });
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
  for (const [group, members] of Object.entries(groups)) {
    const parent = program.command(group);
    for (const member of members) {
      add(parent, member);
    }
  }
}

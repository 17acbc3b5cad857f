import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { LinkRefusal, linkRefusals } from '../amqp/HubFaults';
import { SimulatorClient } from '../control/SimulatorClient';
import { SplunkInstance } from '../state';
import { EndpointsFile } from './EndpointsFile';

interface ConnectionOptions {
  control?: string;
  endpointsFile?: string;
}

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

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

type Action = (client: SimulatorClient, args: string[]) => Promise<unknown>;

interface PeopleCommand {
  /** Words and arguments, as commander writes them. */
  syntax: string;
  description: string;
  run: Action;
}

/** What people do to a running simulator, by group and name. */
const commands: Record<string, PeopleCommand[]> = {
  incident: [
    {
      syntax: 'create <workspaceId> [title]',
      description: 'make an incident of Defender for IoT, with its alert',
      run: (client, [workspaceId, title]) =>
        client.createIncident(workspaceId, { title }),
    },
  ],
  rule: [
    {
      syntax: 'enable <ruleId>',
      description: 'enable a data export rule',
      run: (client, [ruleId]) => client.patchRule(ruleId, { enable: true }),
    },
    {
      syntax: 'disable <ruleId>',
      description: 'disable a data export rule',
      run: (client, [ruleId]) => client.patchRule(ruleId, { enable: false }),
    },
  ],
  input: [
    {
      syntax: 'enable <name>',
      description: 'enable a Splunk input',
      run: (client, [name]) => client.enableSplunkInput(name),
    },
    {
      syntax: 'disable <name>',
      description: 'disable a Splunk input',
      run: (client, [name]) => client.disableSplunkInput(name),
    },
  ],
  secret: [
    {
      syntax: 'expire <clientId>',
      description: 'let every secret of an application end now',
      run: (client, [appId]) => client.expireSecret(appId),
    },
  ],
  'splunk-token': [
    {
      syntax: 'expire <instance>',
      description:
        "let the portal's token of splunkManagement or splunkSearch end now",
      run: (client, [instance]) =>
        client.expireSplunkToken(instance as SplunkInstance),
    },
  ],
  behaviour: [
    {
      syntax: 'on <name>',
      description: 'switch on something that bites in production',
      run: (client, [name]) => client.setBehaviours({ [name]: true }),
    },
    {
      syntax: 'off <name>',
      description: 'switch off something that bites in production',
      run: (client, [name]) => client.setBehaviours({ [name]: false }),
    },
  ],
  hub: [
    {
      syntax: 'show',
      description: 'count the connections to Event Hubs, and what was cut',
      run: client => client.hubs(),
    },
    {
      syntax: 'drop-connections',
      description: 'end every connection to Event Hubs',
      run: client => client.dropHubConnections(),
    },
    {
      syntax: 'drop-links [hub]',
      description: 'detach the links to a hub, or to all',
      run: (client, [hub]) => client.dropHubLinks({ hub }),
    },
    {
      syntax: 'cut [hub]',
      description:
        'keep the next batch without an answer, so that it comes twice',
      run: (client, [hub]) => client.cutHubDispositions({ hub }),
    },
    {
      syntax: 'refuse <refusal> [hub]',
      description: `let a hub, or all, refuse: ${linkRefusals.join(', ')}`,
      run: (client, [refusal, hub]) =>
        client.refuseHubLinks(refusal as LinkRefusal, { hub }),
    },
    {
      syntax: 'clear',
      description: 'lift what was put on hubs',
      run: client => client.clearHubFaults(),
    },
  ],
  namespace: [
    {
      syntax: 'fail <name>',
      description: 'let the next creation of a namespace end as Failed',
      run: (client, [name]) => client.failNextNamespaceCreation(name),
    },
  ],
  role: [
    {
      syntax: 'remove <clientId>',
      description: 'remove the role assignments of an application',
      run: (client, [appId]) => client.removeRoleAssignment(appId),
    },
  ],
};

function connectable(command: Command): Command {
  return command
    .option('--control <url>', 'control endpoint of the simulator')
    .option('--endpoints-file <file>', 'file that `serve` wrote');
}

/** Adds the commands that drive a running simulator through its control API. */
export function addPeopleCommands(program: Command): void {
  connectable(program.command('state'))
    .description('print the whole state, without the values of secrets')
    .action(async (options: ConnectionOptions) =>
      print(await (await connect(options)).state()),
    );
  for (const [group, members] of Object.entries(commands)) {
    const parent = program.command(group);
    for (const { syntax, description, run } of members) {
      connectable(parent.command(syntax))
        .description(description)
        .action(async (...parameters: unknown[]) => {
          const command = parameters[parameters.length - 1] as Command;
          const client = await connect(command.opts<ConnectionOptions>());
          print((await run(client, command.args)) ?? { ok: true });
        });
    }
  }
}

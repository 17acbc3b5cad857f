import { command } from './PeopleCommand';
import { table } from './table';

/** What goes wrong in production, by name. */
export const scenarioCommands = [
  command({
    syntax: 'list',
    description: 'list what can go wrong, and what a portal shows then',
    run: client => client.scenarios(),
    say: scenarios =>
      table(
        ['scenario', 'what happens', 'shown by', 'in force for'],
        scenarios.map(({ name, summary, shows, inForceFor }) => [
          name,
          summary,
          `${shows.check} ${shows.status}`,
          inForceFor.join(', '),
        ]),
        'There is no scenario.',
      ),
  }),
  command({
    syntax: 'apply <name>',
    description: 'let something go wrong',
    options: [
      {
        flags: '--forwarder <name>',
        description:
          'to this forwarder (the name of its Splunk input); the first sound one otherwise',
      },
    ],
    run: (client, [name], { forwarder }) =>
      client.applyScenario(name, { forwarder: forwarder as string }),
    say: ({ changed, lookFor }) => `${changed}\n${lookFor}`,
  }),
  command({
    syntax: 'undo [name]',
    description: 'take back the last scenario, or all of a name',
    run: (client, [name]) => client.undoScenario(name),
    say: undone =>
      undone
        .map(({ name, forwarder }) => `${name} is undone for ${forwarder}.`)
        .join('\n'),
  }),
];

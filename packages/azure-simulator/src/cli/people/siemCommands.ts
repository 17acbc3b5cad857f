import type { SplunkInstance } from '../../state';
import { command } from './PeopleCommand';

/** Inputs of Splunk. */
export const inputCommands = [
  command({
    syntax: 'enable <name>',
    description: 'enable a Splunk input',
    run: (client, [name]) => client.enableSplunkInput(name),
    say: (_, [name]) => `Input ${name} is enabled.`,
  }),
  command({
    syntax: 'disable <name>',
    description: 'disable a Splunk input',
    run: (client, [name]) => client.disableSplunkInput(name),
    say: (_, [name]) => `Input ${name} is disabled.`,
  }),
];

/** Splunk as a whole. */
export const splunkCommands = [
  command({
    syntax: 'stop',
    description: 'cut every connection to Splunk and stop its inputs',
    run: client => client.stopSplunk(),
    say: () => 'Splunk is stopped.',
  }),
  command({
    syntax: 'start',
    description: 'start Splunk again',
    run: client => client.startSplunk(),
    say: () => 'Splunk runs.',
  }),
  command({
    syntax: 'remove-add-on',
    description: 'remove the Microsoft Cloud Services add-on',
    run: client => client.setSplunkAddOn(false),
    say: () => 'The add-on is removed.',
  }),
  command({
    syntax: 'install-add-on',
    description: 'install the Microsoft Cloud Services add-on',
    run: client => client.setSplunkAddOn(true),
    say: () => 'The add-on is installed.',
  }),
];

/** The portal's tokens for Splunk. */
export const splunkTokenCommands = [
  command({
    syntax: 'expire <instance>',
    description:
      "let the portal's token of splunkManagement or splunkSearch end now",
    run: (client, [instance]) =>
      client.expireSplunkToken(instance as SplunkInstance),
    say: (_, [instance]) => `The portal's token of ${instance} has ended.`,
  }),
];

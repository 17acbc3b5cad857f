import { Command } from 'commander';
import { addDocsCommand } from './docsCommand';
import { addExamplesCommand } from './examplesCommand';
import { addPeopleCommands } from './peopleCommands';
import { addServeCommand } from './serveCommand';

/** The command line `azure-simulator`. */
export function createProgram(): Command {
  // The commands inherit what is set before they are added.
  const program = new Command('azure-simulator')
    .description(
      'Azure (login, Resource Manager, Graph, metrics, logs, Key Vault) and Splunk on 127.0.0.1, for development and tests.',
    )
    .allowExcessArguments(false)
    .showHelpAfterError('The same command with --help says what it takes.');
  addServeCommand(program);
  addPeopleCommands(program);
  addExamplesCommand(program);
  addDocsCommand(program);
  return program;
}

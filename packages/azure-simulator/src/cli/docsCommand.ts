import { Command } from 'commander';
import { behavioursTable } from '../docs/behavioursTable';
import { errorsPage } from '../docs/errorsPage';
import { operationsTable } from '../docs/operationsTable';
import { scenariosTable } from '../docs/scenariosTable';

/** Adds `docs`: the parts of the documentation that the code is the source of. */
export function addDocsCommand(program: Command): void {
  const docs = program
    .command('docs')
    .description('print the documentation that is generated from the code');
  docs
    .command('errors')
    .description('print the page of errors (Markdown)')
    .action(() => {
      process.stdout.write(errorsPage());
    });
  docs
    .command('operations')
    .description('print the table of operations (Markdown)')
    .action(() => {
      process.stdout.write(`${operationsTable()}\n`);
    });
  docs
    .command('behaviours')
    .description(
      'print the tables of behaviours, waits and answer times (Markdown)',
    )
    .action(() => {
      process.stdout.write(`${behavioursTable()}\n`);
    });
  docs
    .command('scenarios')
    .description('print the table of scenarios (Markdown)')
    .action(() => {
      process.stdout.write(`${scenariosTable()}\n`);
    });
}

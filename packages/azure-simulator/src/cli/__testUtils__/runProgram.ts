import { Command } from 'commander';
import { createProgram } from '../createProgram';

function throwInsteadOfExit(command: Command, write: (text: string) => void) {
  command.exitOverride().configureOutput({ writeOut: write, writeErr: write });
  command.commands.forEach(member => throwInsteadOfExit(member, write));
}

/**
 * Runs the command line in this process; answers what it printed.
 *
 * @throws Error with everything that it says when it fails
 */
export async function runProgram(...words: string[]): Promise<string> {
  let printed = '';
  const write = (text: unknown) => {
    printed += String(text);
    return true;
  };
  const program = createProgram();
  throwInsteadOfExit(program, write);
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation(write);
  try {
    await program.parseAsync(['node', 'azure-simulator', ...words]);
  } catch (error) {
    throw new Error(`${printed}${(error as Error).message}`, { cause: error });
  } finally {
    spy.mockRestore();
  }
  return printed;
}

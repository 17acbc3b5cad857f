import type { SimulatorClient } from '../../control/SimulatorClient';

/** Values of a command's options, by name. */
export type CommandOptions = Record<string, unknown>;

/** An option of a command. */
export interface CommandOption {
  /** As commander writes it, e.g. `--times <number>`. */
  flags: string;
  description: string;
  /** Reads the text; throws commander's InvalidArgumentError. */
  read?(text: string): unknown;
}

/** What people do to a running simulator: one call of the control client, and what is said about it. */
export interface PeopleCommand<Result = unknown> {
  /** Words and arguments, as commander writes them. */
  syntax: string;
  description: string;
  options?: readonly CommandOption[];
  run(
    client: SimulatorClient,
    args: string[],
    options: CommandOptions,
  ): Promise<Result>;
  /** The result for people: sentences or a table. With `--json` the result itself is printed. */
  say(result: Result, args: string[]): string;
}

/** Types a command by its result; tables of commands hold any. */
export function command<Result>(
  definition: PeopleCommand<Result>,
): PeopleCommand {
  return {
    ...definition,
    say: (result, args) => definition.say(result as Result, args),
  };
}

import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { forwardersYaml } from '../seed/forwardersYaml';

/** Adds `examples`: the demo's forwarders as catalog entities. */
export function addExamplesCommand(program: Command): void {
  program
    .command('examples')
    .description("print the demo's forwarders as catalog entities")
    .option('--output <file>', 'write them there instead')
    .action(async ({ output }: { output?: string }) => {
      if (output) {
        await writeFile(output, forwardersYaml());
      } else {
        process.stdout.write(forwardersYaml());
      }
    });
}

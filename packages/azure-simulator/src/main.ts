import { createProgram } from './cli/createProgram';
import { endQuietlyWithoutReader } from './cli/endQuietlyWithoutReader';

endQuietlyWithoutReader(process.stdout);

createProgram()
  .parseAsync(process.argv)
  .catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`azure-simulator: ${message}\n`);
    process.exitCode = 1;
  });

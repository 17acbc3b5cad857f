import { createProgram } from './cli/createProgram';

createProgram()
  .parseAsync(process.argv)
  .catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`azure-simulator: ${message}\n`);
    process.exitCode = 1;
  });

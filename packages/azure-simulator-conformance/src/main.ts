import { createProgram } from './cli/createProgram';

createProgram()
  .parseAsync(process.argv)
  .catch((error: unknown) => {
    const message =
      error instanceof Error ? error.stack ?? error.message : String(error);
    process.stderr.write(`conformance: ${message}\n`);
    process.exitCode = 1;
  });

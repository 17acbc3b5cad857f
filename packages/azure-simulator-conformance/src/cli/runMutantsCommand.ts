import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { judgeMutants } from '../mutants/judgeMutants';
import { printMutants, summarizeMutants } from '../mutants/printMutants';
import { createReferee, ownDocuments } from '../referee/createReferee';

/** Options of `conformance --mutants`. */
export interface MutantsCommandOptions {
  traffic?: string;
  specifications: string;
  only?: string;
  json?: string;
}

/** Runs and prints the mutants; the exit code is 1 when one survives. */
export async function runMutantsCommand(
  options: MutantsCommandOptions,
): Promise<void> {
  const print = (text: string) => process.stdout.write(`${text}\n`);
  const specifications = resolve(options.specifications);
  if (!existsSync(specifications)) {
    print(
      `\nLEFT OUT: no mutants of the operations that Microsoft’s OpenAPI documents describe, since ${specifications} is not here.\n`,
    );
  }
  const report = await judgeMutants({
    specifications,
    ownDocuments,
    referee: createReferee(specifications),
    traffic: options.traffic && resolve(options.traffic),
    only: options.only ? RegExp(options.only) : undefined,
  });
  printMutants(report, print);
  const summary = summarizeMutants(report);
  if (options.json) {
    writeFileSync(options.json, JSON.stringify(summary));
  }
  process.exitCode = summary.survivors === 0 ? 0 : 1;
}

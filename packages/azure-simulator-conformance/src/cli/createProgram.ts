import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { errorTable } from 'azure-simulator';
import { replayExamples } from '../examples/replayExamples';
import { repositoryRoot } from '../packageRoot';
import { createReferee } from '../referee/createReferee';
import { documentFaults } from '../referee/documentFaults';
import { describeSimulator } from '../report/describeSimulator';
import { printReport } from '../report/printReport';
import { summarize } from '../report/summarize';
import { judgeTraffic } from '../traffic/judgeTraffic';
import { readTraffic } from '../traffic/readTraffic';
import { recordTraffic } from '../traffic/recordTraffic';
import { runMutantsCommand } from './runMutantsCommand';

interface Options {
  traffic?: string;
  mutants?: boolean;
  only?: string;
  specifications: string;
  examples: boolean;
  json?: string;
}

async function judge(options: Options): Promise<void> {
  const print = (text: string) => process.stdout.write(`${text}\n`);
  const specifications = resolve(options.specifications);
  const documented = existsSync(specifications);
  if (!documented) {
    print(
      `\nLEFT OUT: nothing is held against Microsoft’s OpenAPI documents, and none of their examples is replayed, since ${specifications} is not here.\n`,
    );
  }
  const folder = resolve(
    options.traffic ?? join(repositoryRoot, 'test-results/conformance-traffic'),
  );
  const failedSuites = options.traffic
    ? []
    : await recordTraffic(repositoryRoot, folder);
  const referee = createReferee(specifications);
  const report = await judgeTraffic({
    exchanges: readTraffic(folder),
    referee,
    operations: await describeSimulator(),
    faults: documented ? documentFaults : [],
  });
  const examples =
    options.examples && documented
      ? await replayExamples({ specifications, referee })
      : undefined;
  for (const suite of failedSuites) {
    print(`The tests of ${suite} failed: see above.\n`);
  }
  printReport({
    report,
    examples,
    errorIds: errorTable.flatMap(({ id, errors }) =>
      Object.keys(errors).map(name => `${id}.${name}`),
    ),
    print,
  });
  const summary = summarize(report, examples);
  if (options.json) {
    writeFileSync(options.json, JSON.stringify(summary));
  }
  process.exitCode =
    summary.problems === 0 &&
    summary.valid + summary.unjudged > 0 &&
    failedSuites.length === 0
      ? 0
      : 1;
}

/** The command line `conformance`. */
export function createProgram(): Command {
  return new Command('conformance')
    .description(
      'Holds the traffic with the simulated Azure against the documents of its services.',
    )
    .option(
      '--traffic <folder>',
      'judge what was recorded there (SIMULATOR_TRAFFIC_DIR); by default the test suites run and are recorded',
    )
    .option(
      '--specifications <folder>',
      "the folder `specification` of Microsoft's OpenAPI documents",
      join(repositoryRoot, '../shared/azure-specs/specification'),
    )
    .option(
      '--mutants',
      'change valid exchanges in one place at a time, and see that the documents refuse each',
    )
    .option('--only <pattern>', 'mutants of operations whose id matches alone')
    .option('--no-examples', "replay none of Microsoft's examples")
    .option('--json <file>', 'write the counts there')
    .action((options: Options) =>
      options.mutants ? runMutantsCommand(options) : judge(options),
    );
}

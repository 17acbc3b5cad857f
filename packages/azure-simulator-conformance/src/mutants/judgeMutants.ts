import { existsSync, readdirSync } from 'node:fs';
import { Exchange, startAzureSimulator } from 'azure-simulator';
import { ApiDocument } from '../apiModel/ApiDocument';
import { readDocuments } from '../apiModel/readDocuments';
import { replayExamples } from '../examples/replayExamples';
import { Referee } from '../referee/Referee';
import { readTraffic } from '../traffic/readTraffic';
import { MutantReport } from './MutantReport';
import { runMutants } from './runMutants';

/** How to run the mutants of everything that the simulator offers. */
export interface JudgeMutantsOptions {
  /** Folder `specification` of Microsoft's documents; may be absent. */
  specifications: string;
  /** Folder of our documents. */
  ownDocuments: string;
  referee: Referee;
  /** Folder of recorded traffic to start from as well. */
  traffic?: string;
  /** Only operations whose id matches; all when absent. */
  only?: RegExp;
}

/**
 * Generates the mutants of every operation of the simulator's route tables,
 * from replayed examples, recorded traffic and the documents, and asks the
 * referee of each.
 */
export async function judgeMutants(
  options: JudgeMutantsOptions,
): Promise<MutantReport> {
  const { specifications, ownDocuments, referee, traffic } = options;
  const documents: ApiDocument[] = [];
  const exchanges: Exchange[] = traffic ? [...readTraffic(traffic)] : [];
  if (existsSync(specifications)) {
    documents.push(...(await readDocuments(specifications)));
    await replayExamples({
      specifications,
      referee,
      onExchange: exchange => exchanges.push(exchange),
    });
  }
  for (const file of readdirSync(ownDocuments).sort()) {
    documents.push(await ApiDocument.read(ownDocuments, file));
  }
  const simulator = await startAzureSimulator();
  try {
    const report = await runMutants({
      documents,
      routes: await simulator.control.operations(),
      referee,
      exchanges,
      only: options.only,
    });
    // Without Microsoft's documents most operations have none, and the caller says so.
    return existsSync(specifications)
      ? report
      : { ...report, undocumented: [] };
  } finally {
    await simulator.stop();
  }
}

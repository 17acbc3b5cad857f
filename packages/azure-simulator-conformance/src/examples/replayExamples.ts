import {
  Exchange,
  OperationDescription,
  SeedFunction,
  ServiceName,
  startAzureSimulator,
} from 'azure-simulator';
import { ApiExample, ApiOperation } from '../apiModel/ApiOperation';
import { readDocuments } from '../apiModel/readDocuments';
import { Referee } from '../referee/Referee';
import { ExampleClient } from './ExampleClient';
import { ExampleReport, OperationExamples } from './ExampleReport';
import { exampleSeed } from './exampleSeed';
import { mapIds } from './mapIds';
import { offeredRoute } from './offeredRoute';
import { outOfScopeReason } from './outOfScope';
import { replayExample } from './replayExample';

/** How to replay the published examples. */
export interface ReplayOptions {
  /** Folder of Microsoft's documents, e.g. `../shared/azure-specs/specification`. */
  specifications: string;
  /** Judges every exchange. */
  referee: Referee;
  /** Told of every exchange of an example that was valid. */
  onExchange?(exchange: Exchange): void;
  /** Only operations whose id matches; all when absent. */
  only?: RegExp;
}

/** An operation with the simulator's route for it. */
interface OfferedOperation {
  operation: ApiOperation;
  route: OperationDescription;
}

/**
 * Sends every published example of the operations that the simulator offers to
 * a simulator that was seeded and prepared for it, and judges what comes back.
 */
export async function replayExamples(
  options: ReplayOptions,
): Promise<ExampleReport> {
  const documents = await readDocuments(options.specifications);
  const documentsByPath = new Map(
    documents.map(document => [document.path, document]),
  );
  const operations = documents.flatMap(document => document.operations());
  const report: ExampleReport = {
    operations: [],
    outOfScope: [],
    setAside: [],
    outside: [],
  };

  // A fresh cloud for each example: the reset of the control API takes this seed.
  let seed: SeedFunction = exampleSeed(
    { ...operations[0], operationId: '' },
    { name: '', parameters: {}, responses: {} },
  );
  const simulator = await startAzureSimulator({
    seed: context => seed(context),
    latencies: 'none',
    behaviours: { throttling: false },
    tickInterval: 60_000,
    // Examples are judged here, with the known defects of their documents.
    trafficDir: '',
  });
  const client = new ExampleClient(simulator);
  try {
    const routes = await simulator.control.operations();
    const offered = operations.flatMap((operation): OfferedOperation[] => {
      const route = offeredRoute(routes, operation);
      return route ? [{ operation, route }] : [];
    });
    const offeredOperations = new Set(
      offered.map(({ operation }) => operation),
    );
    report.outside = operations
      .filter(
        operation =>
          !offeredOperations.has(operation) && operation.examples.length > 0,
      )
      .map(({ operationId, document, examples }) => ({
        operationId,
        document,
        examples: examples.length,
      }));

    const replay = async (
      { operation, route }: OfferedOperation,
      published: ApiExample,
      result: OperationExamples,
    ) => {
      const example = mapIds(published);
      seed = exampleSeed(operation, example);
      await simulator.control.reset();
      const { exchange, problems, setAside } = await replayExample(
        operation,
        example,
        options.referee,
        {
          client,
          service: route.service as ServiceName,
          documents: documentsByPath,
          siblings: offered
            .map(other => other.operation)
            .filter(
              other =>
                other.documentApiVersion === operation.documentApiVersion,
            ),
        },
      );
      report.setAside.push(...setAside);
      result.replayed += 1;
      if (problems.length === 0) {
        result.valid += 1;
        if (exchange) {
          options.onExchange?.(exchange);
        }
      }
      result.problems.push(
        ...problems.map(problem => `'${example.name}' ${problem}`),
      );
    };

    for (const entry of offered) {
      const { operationId, document, examples } = entry.operation;
      if (options.only && !options.only.test(operationId)) {
        continue;
      }
      const result: OperationExamples = {
        operationId,
        route: {
          service: entry.route.service,
          operationId: entry.route.operationId,
        },
        document,
        replayed: 0,
        valid: 0,
        problems: [],
      };
      report.operations.push(result);
      for (const example of examples) {
        const reason = outOfScopeReason(operationId, example.name);
        if (reason) {
          report.outOfScope.push({
            operationId,
            document,
            example: example.name,
            reason,
          });
        } else {
          await replay(entry, example, result);
        }
      }
    }
    return report;
  } finally {
    client.close();
    await simulator.stop();
  }
}

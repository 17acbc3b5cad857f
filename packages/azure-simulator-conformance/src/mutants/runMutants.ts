import { Exchange, OperationDescription, ServiceName } from 'azure-simulator';
import { ApiDocument } from '../apiModel/ApiDocument';
import { stringsOf } from '../apiModel/json';
import { offeredRoute } from '../examples/offeredRoute';
import { Referee } from '../referee/Referee';
import { MutantOperation } from './MutantOperation';
import { MutantReport, OperationMutantReport } from './MutantReport';
import { OperationMutants } from './OperationMutants';
import { operationPath } from './operationPath';

/** How to run the mutants. */
export interface MutantOptions {
  /** Every document that the referee judges by. */
  documents: readonly ApiDocument[];
  /** The simulator's table of operations. */
  routes: readonly OperationDescription[];
  referee: Referee;
  /** Exchanges to start from: recorded traffic, replayed examples. */
  exchanges: readonly Exchange[];
  /** Only operations whose id matches; all when absent. */
  only?: RegExp;
}

/** Exchanges of one operation and status that are enough to start from. */
const enough = 6;

/** A few exchanges of each operation and status: thousands alike would reach nothing more. */
function fewOfEach(exchanges: readonly Exchange[]): Exchange[] {
  const counts = new Map<string, number>();
  return exchanges.filter(exchange => {
    const { service, operationId, method, status } = exchange;
    const members =
      typeof exchange.responseBody === 'object' && exchange.responseBody
        ? Object.keys(exchange.responseBody).join()
        : '';
    const key = [service, operationId, method, status, members].join(' ');
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return !exchange.fault && count < enough;
  });
}

/** The operations of the table with the documents that describe them. */
export function mutantOperations(
  documents: readonly ApiDocument[],
  routes: readonly OperationDescription[],
): MutantOperation[] {
  return documents.flatMap(document => {
    const services = stringsOf(document.root.value['x-services']);
    const own = services.length > 0;
    return document.operations().flatMap((operation): MutantOperation[] => {
      const found = own
        ? routes.filter(
            candidate =>
              services.includes(candidate.service) &&
              candidate.operationId === operation.operationId &&
              candidate.method === operation.method,
          )
        : [offeredRoute(routes, operation)];
      return [...new Set(found.map(route => route?.service))].flatMap(service =>
        service
          ? [{ service: service as ServiceName, document, operation }]
          : [],
      );
    });
  });
}

async function runOperation(
  entry: MutantOperation,
  referee: Referee,
  seen: readonly Exchange[],
): Promise<OperationMutantReport> {
  const { operation, document } = entry;
  const generated = new OperationMutants(entry, referee, seen);
  await generated.generate();
  const survivors = generated.unreached.map(
    ({ description, reason }) => `not reached: ${description}: ${reason}`,
  );
  let caught = 0;
  for (const { description, exchange } of generated.mutants) {
    if ((await referee.judge(exchange)).valid) {
      survivors.push(description);
    } else {
      caught += 1;
    }
  }
  return {
    service: entry.service,
    operationId: operation.operationId,
    method: operation.method,
    path: operation.path,
    document: document.path,
    mutants: generated.mutants.length + generated.unreached.length,
    caught,
    invalidExamples: generated.invalidExamples,
    survivors,
  };
}

/**
 * Changes valid exchanges in one place at a time, every required property,
 * parameter and documented status of every operation of the table, and asks the
 * referee of each.
 */
export async function runMutants(
  options: MutantOptions,
): Promise<MutantReport> {
  const { referee } = options;
  const entries = mutantOperations(options.documents, options.routes);
  const seen = new Map<MutantOperation, Exchange[]>();
  for (const exchange of fewOfEach(options.exchanges)) {
    const candidates = entries.filter(
      ({ service, operation }) =>
        service === exchange.service &&
        operation.method === exchange.method &&
        operationPath(operation).fits(exchange.url),
    );
    const verdict = candidates.length > 0 && (await referee.judge(exchange));
    const entry =
      verdict &&
      verdict.valid &&
      candidates.find(
        ({ document, operation }) =>
          verdict.document === document.path &&
          verdict.operationId === operation.operationId,
      );
    if (entry) {
      seen.set(entry, [...(seen.get(entry) ?? []), exchange]);
    }
  }
  const operations: OperationMutantReport[] = [];
  for (const entry of entries) {
    if (!options.only || options.only.test(entry.operation.operationId)) {
      operations.push(
        await runOperation(entry, referee, seen.get(entry) ?? []),
      );
    }
  }
  const documented = new Set(
    entries.map(
      ({ service, operation }) => `${service} ${operation.operationId}`,
    ),
  );
  return {
    operations,
    undocumented: [
      ...new Set(
        options.routes
          .map(({ service, operationId }) => `${service} ${operationId}`)
          .filter(name => !documented.has(name)),
      ),
    ],
  };
}

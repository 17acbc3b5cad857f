import { Exchange, OperationDescription } from 'azure-simulator';
import { CompositeReferee } from '../referee/CompositeReferee';
import { DocumentFault } from '../referee/documentFaults';
import { Problem, Verdict } from '../referee/Referee';
import {
  ConformanceReport,
  operationKey,
  OperationReport,
  ProblemGroup,
  VersionDifference,
} from '../report/ConformanceReport';
import { batchMembers } from './batchMembers';
import { fingerprint } from './fingerprint';
import { refusedAsWrong } from './refusedAsWrong';

/** What traffic is judged with. */
export interface JudgeOptions {
  exchanges: Iterable<Exchange>;
  referee: CompositeReferee;
  /** The simulator's route tables. */
  operations: readonly OperationDescription[];
  /** Known faults of documents. */
  faults: readonly DocumentFault[];
}

function emptyReport(service: string, operationId: string): OperationReport {
  return {
    service,
    operationId,
    requests: 0,
    answers: new Map(),
    faults: 0,
    refused: 0,
    problems: 0,
    unjudged: 0,
    errors: new Set(),
    documents: new Set(),
  };
}

/**
 * Whether a request to a path that nobody offers was a test's trial of the
 * refusal: sent by hand, since every client names itself, and answered with an
 * error of the table.
 */
function isTrial({ requestHeaders, errorId }: Exchange): boolean {
  return errorId !== undefined && requestHeaders['user-agent'] === undefined;
}

function notListed({ method, url }: Exchange): Problem {
  return {
    where: 'request',
    code: 'OPERATION_NOT_LISTED',
    message: `${method} ${url} is used and not in the route tables.`,
  };
}

/** Places in arrays are no difference between two problems. */
function kindOf(key: string, { where, code, path = '' }: Problem): string {
  return [key, where, code, path.replace(/\/\d+(?=\/|$)/g, '/*')].join(' ');
}

/** Holds every exchange against the documents and sums up by operation. */
export async function judgeTraffic(
  options: JudgeOptions,
): Promise<ConformanceReport> {
  const { referee } = options;
  const operations = new Map<string, OperationReport>();
  for (const { service, operationId } of options.operations) {
    operations.set(
      operationKey({ service, operationId }),
      emptyReport(service, operationId),
    );
  }
  const listed = new Set(operations.keys());
  const problems = new Map<string, ProblemGroup>();
  const versions = new Map<string, VersionDifference>();
  const verdicts = new Map<string, Verdict>();
  const errors = new Set<string>();
  let unknownPaths = 0;
  let judged = 0;
  let equal = 0;

  const note = (
    exchange: Exchange,
    operation: OperationReport,
    problem: Problem,
    document?: string,
  ) => {
    operation.problems += 1;
    const kind = kindOf(operationKey(operation), problem);
    const group = problems.get(kind);
    if (group) {
      group.count += 1;
      return;
    }
    problems.set(kind, {
      service: operation.service,
      operationId: operation.operationId,
      problem,
      document,
      count: 1,
      sample: exchange,
    });
  };

  const judge = async (exchange: Exchange): Promise<Verdict> => {
    const print = fingerprint(exchange);
    const known = verdicts.get(print);
    if (known) {
      equal += 1;
      return known;
    }
    judged += 1;
    const verdict = await referee.judge(exchange);
    verdicts.set(print, verdict);
    return verdict;
  };

  const noteVersion = (verdict: Verdict, key: string) => {
    const { document, sentApiVersion, documentApiVersion } = verdict;
    if (
      !document ||
      !sentApiVersion ||
      !documentApiVersion ||
      document.endsWith('.yaml') ||
      sentApiVersion === documentApiVersion
    ) {
      return;
    }
    const difference = versions.get(`${document} ${sentApiVersion}`) ?? {
      document,
      sent: sentApiVersion,
      judgedBy: documentApiVersion,
      operations: new Set<string>(),
    };
    difference.operations.add(key);
    versions.set(`${document} ${sentApiVersion}`, difference);
  };

  for (const exchange of options.exchanges) {
    const { operationId, service, status } = exchange;
    if (exchange.errorId) {
      errors.add(exchange.errorId);
    }
    if (!operationId && !referee.knows(exchange) && status >= 400) {
      unknownPaths += 1;
      if (!isTrial(exchange)) {
        const unlisted = { service, operationId: '(no route)' };
        const known =
          operations.get(operationKey(unlisted)) ??
          emptyReport(service, unlisted.operationId);
        operations.set(operationKey(unlisted), known);
        known.requests += 1;
        known.answers.set(status, (known.answers.get(status) ?? 0) + 1);
        note(exchange, known, notListed(exchange));
      }
      continue;
    }
    const named = { service, operationId: operationId ?? '(no route)' };
    const key = operationKey(named);
    const operation =
      operations.get(key) ?? emptyReport(service, named.operationId);
    operations.set(key, operation);
    operation.requests += 1;
    operation.answers.set(status, (operation.answers.get(status) ?? 0) + 1);
    if (exchange.errorId) {
      operation.errors.add(exchange.errorId);
    }
    if (exchange.fault) {
      operation.faults += 1;
      continue;
    }
    if (referee.lacksDocuments(exchange)) {
      operation.unjudged += 1;
      continue;
    }
    const verdict = await judge(exchange);
    if (verdict.document) {
      operation.documents.add(verdict.document);
    }
    noteVersion(verdict, key);
    // An operation that no document has cannot be refused for being wrong.
    const refused = verdict.problems.filter(
      problem => verdict.document && refusedAsWrong(exchange, problem),
    );
    operation.refused += refused.length > 0 ? 1 : 0;
    verdict.problems
      .filter(problem => !refused.includes(problem))
      .forEach(problem => note(exchange, operation, problem, verdict.document));
    for (const member of batchMembers(exchange)) {
      if (!referee.knows(member) && member.status >= 400) {
        unknownPaths += 1;
      } else {
        const { problems: found, document } = await judge(member);
        found
          .filter(problem => !refusedAsWrong(member, problem))
          .forEach(problem => note(member, operation, problem, document));
      }
    }
    if (!listed.has(key)) {
      note(exchange, operation, notListed(exchange));
    }
  }

  return {
    operations: [...operations.values()],
    problems: [...problems.values()],
    versions: [...versions.values()],
    unknownPaths,
    judged,
    equal,
    unusedFaults: options.faults.filter(fault => !referee.excused.has(fault)),
    errors,
  };
}

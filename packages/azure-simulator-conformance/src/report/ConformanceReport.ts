import { Exchange, OperationDescription } from 'azure-simulator';
import { DocumentFault } from '../referee/documentFaults';
import { Problem } from '../referee/Referee';

/** What the traffic says of one operation of the route tables. */
export interface OperationReport {
  service: string;
  operationId: string;
  requests: number;
  /** By status. */
  answers: Map<number, number>;
  /** Marked faults among them, which are not judged. */
  faults: number;
  /** Requests that the service refused and the referee finds wrong as well. */
  refused: number;
  problems: number;
  /** Not judged, since Microsoft's documents are absent. */
  unjudged: number;
  /** Ids in the table of errors. */
  errors: Set<string>;
  /** Documents that judged. */
  documents: Set<string>;
}

/** One kind of problem, with the first exchange that had it. */
export interface ProblemGroup {
  service: string;
  operationId: string;
  problem: Problem;
  document?: string;
  count: number;
  sample: Exchange;
}

/** A document that judges requests of another `api-version`. */
export interface VersionDifference {
  document: string;
  sent: string;
  judgedBy: string;
  operations: Set<string>;
}

/** Outcome of judging recorded traffic. */
export interface ConformanceReport {
  operations: OperationReport[];
  problems: ProblemGroup[];
  versions: VersionDifference[];
  /** Requests to paths that neither the simulator nor a document has: refused, and so they should be. */
  unknownPaths: number;
  /** Exchanges that were held against a document. */
  judged: number;
  /** Exchanges that were equal to one judged. */
  equal: number;
  /** Known faults of documents that no traffic shows any more. */
  unusedFaults: DocumentFault[];
  /** Ids of errors that some answer bore. */
  errors: Set<string>;
}

/** Key of an operation: ids are unique within a service. */
export function operationKey(
  operation: Pick<OperationDescription, 'service' | 'operationId'>,
): string {
  return `${operation.service} ${operation.operationId}`;
}

import { Problem, Verdict } from './Referee';

/** A place where a document or oav is wrong, and the simulator is not. */
export interface DocumentFault {
  /** Of the document's path. */
  document: RegExp;
  where: Problem['where'];
  code: string;
  /** Of the problem's `path`. */
  path: RegExp;
  /** Lowest status of the answers that it excuses; any when absent. */
  fromStatus?: number;
  /** Why it is the document's fault. */
  why: string;
  /** What shows what the service does. */
  source: string;
}

/**
 * The list of them. Each must still occur in the tests' traffic: an entry that
 * excuses nothing fails, so that the list cannot outlive its reasons.
 */
export const documentFaults: readonly DocumentFault[] = [
  {
    document: /Microsoft\.EventHub\/stable\/2024-01-01\/[A-Za-z]+\.json$/,
    where: 'request',
    code: 'PATTERN',
    path: /namespaceName$/,
    why: 'the pattern asks for 8 characters or more, its own minLength for 6',
    source:
      'https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsofteventhub',
  },
  {
    document:
      /Microsoft\.OperationalInsights\/stable\/v1\/OperationalInsights\.json$/,
    where: 'response',
    code: 'INVALID_TYPE',
    path: /^\/tables\/\d+\/rows\/\d+\/\d+$/,
    why: 'the document calls every cell a string; the service answers numbers, booleans and null',
    source:
      'https://learn.microsoft.com/azure/azure-monitor/logs/api/response-format',
  },
  {
    document:
      /Microsoft\.OperationalInsights\/stable\/v1\/OperationalInsights\.json$/,
    where: 'response',
    code: 'OBJECT_ADDITIONAL_PROPERTIES',
    path: /^\/error\/innererror\/innererror\/(line|pos|token)$/,
    why: 'the service says where a query cannot be parsed',
    source:
      'https://github.com/Azure/azure-sdk-for-js/blob/main/sdk/monitor/monitor-query/TROUBLESHOOTING.md',
  },
  {
    document:
      /Microsoft\.ResourceGraph\/stable\/2024-04-01\/resourcegraph\.json$/,
    where: 'response',
    code: 'INVALID_TYPE',
    path: /^\/error\/details\/\d+\/(line|characterPositionInLine|token|expectedToken)$/,
    why: 'the document makes objects of where a query cannot be parsed; they are numbers and words',
    source:
      'messages with characterPositionInLine=2757, token=<EOF>, as users of Resource Graph report them',
  },
  ...['INVALID_CONTENT_TYPE', 'INVALID_TYPE'].map(
    (code): DocumentFault => ({
      document:
        /Microsoft\.OperationalInsights\/stable\/2020-08-01\/DataExports\.json$/,
      where: 'response',
      code,
      path: /^\$?$/,
      fromStatus: 400,
      why: 'some refusals of a data export are text, not JSON',
      source: 'https://github.com/Azure/azure-cli/issues/17342',
    }),
  ),
];

/** The fault that excuses a problem, if any. */
export function faultOf(
  faults: readonly DocumentFault[],
  document: Verdict['document'],
  problem: Problem,
  status: number,
): DocumentFault | undefined {
  return faults.find(
    fault =>
      fault.document.test(document ?? '') &&
      fault.where === problem.where &&
      fault.code === problem.code &&
      fault.path.test(problem.path ?? '') &&
      status >= (fault.fromStatus ?? 0),
  );
}

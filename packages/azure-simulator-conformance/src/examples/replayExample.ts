import { Exchange } from 'azure-simulator';
import { ApiExample, ApiOperation } from '../apiModel/ApiOperation';
import { Referee } from '../referee/Referee';
import { awaitOperation } from './awaitOperation';
import { documentDefectOf } from './documentDefects';
import { SetAsideProblem } from './ExampleReport';
import { exampleRequest } from './exampleRequest';
import { lostProperties } from './lostProperties';
import { notReadBack } from './notReadBack';
import { prepareExample, Preparation } from './prepareExample';

/** What became of one example. */
export interface ReplayedExample {
  exchange?: Exchange;
  /** None: it is valid. */
  problems: string[];
  setAside: SetAsideProblem[];
}

/** Sends one example, with ids mapped, into a cloud that was seeded for it. */
export async function replayExample(
  operation: ApiOperation,
  example: ApiExample,
  referee: Referee,
  preparation: Preparation,
): Promise<ReplayedExample> {
  const { trouble: failure, items } = await prepareExample(
    operation,
    example,
    preparation,
  );
  if (failure) {
    return { problems: [failure], setAside: [] };
  }
  const { client, service } = preparation;
  const request = exampleRequest(operation, example);
  const exchange = await client.exchange(
    service,
    request,
    operation.operationId,
  );
  const problems: string[] = [];
  const documented = example.responses[String(exchange.status)];
  if (!documented) {
    problems.push(
      `was answered ${exchange.status} ${JSON.stringify(
        exchange.responseBody,
      )}, its statuses are ${Object.keys(example.responses).join(', ')}`,
    );
  } else if (
    (request.method === 'PUT' || request.method === 'PATCH') &&
    documented.body !== undefined
  ) {
    problems.push(
      ...lostProperties(request.body, exchange.responseBody).map(
        pointer => `does not get back ${pointer || 'its body'}`,
      ),
    );
  }
  if (request.method === 'GET' && exchange.status === 200) {
    problems.push(...notReadBack(items, exchange.responseBody));
  }
  const trouble = await awaitOperation(client, exchange);
  if (trouble) {
    problems.push(trouble);
  }
  const verdict = await referee.judge(exchange);
  const setAside: SetAsideProblem[] = [];
  for (const { where, path = '', code, message } of verdict.problems) {
    const defect = documentDefectOf(operation.document, path);
    if (defect) {
      setAside.push({
        operationId: operation.operationId,
        document: operation.document,
        example: example.name,
        path,
        reason: defect.reason,
      });
    } else {
      problems.push(`${where} ${path}: ${code}: ${message}`);
    }
  }
  return { exchange, problems, setAside };
}

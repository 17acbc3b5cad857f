import { Exchange } from 'azure-simulator';
import { ApiOperation } from '../apiModel/ApiOperation';
import { Mutant } from './Mutant';

/** Statuses that hardly any operation documents: of success, and of refusal. */
const successes = [299, 298];
const refusals = [418, 451];

/** Whether a status is documented; `default` documents every refusal. */
export function isDocumented(operation: ApiOperation, status: number): boolean {
  return (
    String(status) in operation.responses ||
    (status >= 400 && 'default' in operation.responses)
  );
}

/** An exchange's headers without those of a body. */
function withoutBodyHeaders(
  headers: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !/^content-(type|length)$/i.test(name),
    ),
  );
}

/** The mutants of an answer as a whole: another status, no body, no required header. */
export function mutateAnswer(
  operation: ApiOperation,
  exchange: Exchange,
): Mutant[] {
  const { status } = exchange;
  const response =
    operation.responses[String(status)] ?? operation.responses.default;
  const others = [successes, refusals].flatMap(
    group => group.find(other => !isDocumented(operation, other)) ?? [],
  );
  return [
    ...others.map(other => ({
      description: `response ${status}: status ${other} instead`,
      exchange: { ...exchange, status: other },
    })),
    ...(response?.schema && exchange.method !== 'HEAD'
      ? [
          {
            description: `response ${status}: without its body`,
            exchange: {
              ...exchange,
              responseBody: undefined,
              responseHeaders: withoutBodyHeaders(exchange.responseHeaders),
            },
          },
        ]
      : []),
    ...(response?.requiredHeaders ?? []).map(({ name }) => ({
      description: `response ${status}: without header ${name}`,
      exchange: {
        ...exchange,
        responseHeaders: Object.fromEntries(
          Object.entries(exchange.responseHeaders).filter(
            ([known]) => known.toLowerCase() !== name,
          ),
        ),
      },
    })),
  ];
}

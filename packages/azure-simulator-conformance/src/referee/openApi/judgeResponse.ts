import { Exchange } from 'azure-simulator';
import { Problem } from '../Referee';
import { requestTarget } from '../requestTarget';
import { judgeSelection } from './judgeSelection';
import { mediaTypeOf } from './mediaTypeOf';
import { DocumentedResponse, OpenApiOperation } from './OpenApiDocument';
import { Schemas } from './Schemas';

const where = 'response';

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

function judgeHeaders(
  response: DocumentedResponse,
  headers: Record<string, string>,
  schemas: Schemas,
): Problem[] {
  return Object.entries(response.headers ?? {}).flatMap(
    ([name, { required, schema }]) => {
      const value = headers[name.toLowerCase()];
      const path = `header/${name}`;
      if (value !== undefined) {
        return schemas.check(schema, value, { where, path });
      }
      return required
        ? [
            {
              where: where as Problem['where'],
              code: 'MISSING_REQUIRED_HEADER',
              message: `The header ${name} is required.`,
              path,
            },
          ]
        : [];
    },
  );
}

function judgeBody(
  response: DocumentedResponse,
  exchange: Exchange,
  headers: Record<string, string>,
  schemas: Schemas,
): Problem[] {
  const body = exchange.responseBody;
  if (!response.content) {
    return body === undefined
      ? []
      : [
          {
            where,
            code: 'INVALID_RESPONSE_BODY',
            message: `An answer with status ${exchange.status} has no body.`,
            path: '/',
          },
        ];
  }
  if (body === undefined) {
    return [
      {
        where,
        code: 'INVALID_RESPONSE_BODY',
        message: `An answer with status ${exchange.status} has a body.`,
        path: '/',
      },
    ];
  }
  const mediaType = mediaTypeOf(headers);
  const content = response.content[mediaType ?? ''];
  return content
    ? schemas.check(content.schema, body, { where, path: '' })
    : [
        {
          where,
          code: 'INVALID_CONTENT_TYPE',
          message: `The content type is ${mediaType}, not ${Object.keys(
            response.content,
          ).join(' or ')}.`,
          path: 'header/content-type',
        },
      ];
}

/** Holds an answer's status, headers and body against its operation. */
export function judgeResponse(
  operation: OpenApiOperation,
  exchange: Exchange,
  schemas: Schemas,
): Problem[] {
  const response = operation.responses[String(exchange.status)];
  if (!response) {
    return [
      {
        where,
        code: 'INVALID_RESPONSE_CODE',
        message: `The status ${exchange.status} is not documented.`,
      },
    ];
  }
  const headers = lowerCased(exchange.responseHeaders);
  const problems = judgeBody(response, exchange, headers, schemas);
  const select = requestTarget(exchange.url).query.get('$select');
  const kind = operation['x-odata-select'];
  return [
    ...judgeHeaders(response, headers, schemas),
    ...(kind && select && exchange.status === 200
      ? judgeSelection(kind, select, exchange.responseBody, problems)
      : problems),
  ];
}

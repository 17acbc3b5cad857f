import { Exchange } from 'azure-simulator';
import { Problem } from '../Referee';
import { requestTarget } from '../requestTarget';
import { mediaTypeOf } from './mediaTypeOf';
import { Parameter } from './OpenApiDocument';
import type { LocatedOperation } from './OpenApiReferee';
import { Schemas } from './Schemas';

const where = 'request';

/** Parameters arrive as text; what a schema calls a number is one. */
function typed({ schema }: Parameter, text: string): unknown {
  if (schema.type === 'integer' || schema.type === 'number') {
    return text.trim() === '' || Number.isNaN(Number(text))
      ? text
      : Number(text);
  }
  if (schema.type === 'boolean') {
    return text === 'true' || (text === 'false' ? false : text);
  }
  return text;
}

function judgeParameters(
  { parameters, pattern }: LocatedOperation,
  exchange: Exchange,
  schemas: Schemas,
): Problem[] {
  const { path, query } = requestTarget(exchange.url);
  const inPath: Record<string, string | undefined> = {
    ...pattern.exec(path)?.groups,
  };
  const valueOf = (parameter: Parameter): string | undefined => {
    switch (parameter.in) {
      case 'path':
        return inPath[parameter.name];
      case 'query':
        return query.get(parameter.name) ?? undefined;
      default:
        return exchange.requestHeaders[parameter.name.toLowerCase()];
    }
  };
  const problems = parameters.flatMap(parameter => {
    const at = `${parameter.in}/${parameter.name}`;
    const value = valueOf(parameter);
    if (value !== undefined) {
      return schemas.check(parameter.schema, typed(parameter, value), {
        where,
        path: at,
      });
    }
    return parameter.required
      ? [
          {
            where,
            code: 'MISSING_REQUIRED_PARAMETER',
            message: `The parameter ${at} is required.`,
            path: at,
          } as const,
        ]
      : [];
  });
  const known = parameters.filter(parameter => parameter.in === 'query');
  const unknown = [...new Set(query.keys())].filter(
    name => !known.some(parameter => parameter.name === name),
  );
  return [
    ...problems,
    ...unknown.map(name => ({
      where: where as Problem['where'],
      code: 'UNKNOWN_PARAMETER',
      message: `No query parameter ${name} is documented.`,
      path: `query/${name}`,
    })),
  ];
}

function judgeBody(
  { operation }: LocatedOperation,
  exchange: Exchange,
  schemas: Schemas,
): Problem[] {
  const { requestBody } = operation;
  const body = exchange.requestBody;
  if (body === undefined) {
    return requestBody?.required
      ? [
          {
            where,
            code: 'MISSING_REQUIRED_PARAMETER',
            message: 'The body is required.',
            path: '/',
          },
        ]
      : [];
  }
  if (!requestBody) {
    return [
      {
        where,
        code: 'UNKNOWN_PARAMETER',
        message: 'The operation takes no body.',
        path: '/',
      },
    ];
  }
  const mediaType = mediaTypeOf(exchange.requestHeaders);
  const content = requestBody.content[mediaType ?? ''];
  return content
    ? schemas.check(content.schema, body, { where, path: '' })
    : [
        {
          where,
          code: 'INVALID_CONTENT_TYPE',
          message: `The content type is ${mediaType}, not ${Object.keys(
            requestBody.content,
          ).join(' or ')}.`,
          path: 'header/content-type',
        },
      ];
}

/** Holds a request's parameters and body against its operation. */
export function judgeRequest(
  located: LocatedOperation,
  exchange: Exchange,
  schemas: Schemas,
): Problem[] {
  return [
    ...judgeParameters(located, exchange, schemas),
    ...judgeBody(located, exchange, schemas),
  ];
}

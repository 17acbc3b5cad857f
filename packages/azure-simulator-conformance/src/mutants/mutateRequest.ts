import { Exchange } from 'azure-simulator';
import { ApiDocument } from '../apiModel/ApiDocument';
import { ApiOperation, ApiParameter } from '../apiModel/ApiOperation';
import { schemaShape } from '../apiModel/SchemaShape';
import { documentedUrl } from '../referee/oav/documentedUrl';
import { Mutant } from './Mutant';
import { operationPath } from './operationPath';

/** Texts of which one breaks nearly every constraint of a parameter. */
const wrongTexts = ['', '§', 'x', 'not a value', 'x'.repeat(2000)];

/** A text that a parameter does not admit, or undefined when it admits any text. */
function wrongText(
  document: ApiDocument,
  parameter: ApiParameter,
): string | undefined {
  const { types, keywords } = schemaShape(document, parameter.schema);
  if (types.some(type => ['integer', 'number', 'boolean'].includes(type))) {
    return 'mutant';
  }
  const { pattern, minLength, maxLength, format, enum: values } = keywords;
  const open =
    Array.isArray(values) &&
    (keywords['x-ms-enum'] as { modelAsString?: boolean } | undefined)
      ?.modelAsString === true;
  if (
    keywords.const !== undefined ||
    (Array.isArray(values) && !open) ||
    format === 'uuid' ||
    format === 'date-time'
  ) {
    return 'mutant';
  }
  return wrongTexts.find(
    text =>
      text !== '' &&
      ((typeof pattern === 'string' && !RegExp(pattern).test(text)) ||
        (typeof minLength === 'number' && text.length < minLength) ||
        (typeof maxLength === 'number' && text.length > maxLength)),
  );
}

function withQuery(
  exchange: Exchange,
  edit: (query: URLSearchParams) => void,
): Exchange {
  const [path, text = ''] = exchange.url.split('?', 2);
  const query = new URLSearchParams(text);
  edit(query);
  return { ...exchange, url: query.size > 0 ? `${path}?${query}` : path };
}

function without(
  headers: Record<string, string>,
  name: string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([known]) => known.toLowerCase() !== name.toLowerCase(),
    ),
  );
}

function drop(
  operation: ApiOperation,
  exchange: Exchange,
  parameter: ApiParameter,
): Exchange {
  switch (parameter.in) {
    case 'query':
      return withQuery(exchange, query => query.delete(parameter.name));
    case 'header':
      return {
        ...exchange,
        requestHeaders: without(exchange.requestHeaders, parameter.name),
      };
    default:
      return operationPath(operation).replace(exchange, parameter.name, '');
  }
}

function change(
  operation: ApiOperation,
  exchange: Exchange,
  parameter: ApiParameter,
  text: string,
): Exchange {
  switch (parameter.in) {
    case 'query':
      return withQuery(exchange, query => query.set(parameter.name, text));
    case 'header':
      return {
        ...exchange,
        requestHeaders: {
          ...without(exchange.requestHeaders, parameter.name),
          [parameter.name.toLowerCase()]: text,
        },
      };
    default:
      return operationPath(operation).replace(exchange, parameter.name, text);
  }
}

/** The mutants of a request's required parameters and of its body as a whole. */
export function mutateRequest(
  document: ApiDocument,
  operation: ApiOperation,
  exchange: Exchange,
): Mutant[] {
  const required = operation.parameters.filter(
    parameter => parameter.required && operationPath(operation).has(parameter),
  );
  return [
    ...required
      .map(parameter => ({
        description: `request: without ${parameter.in} parameter ${parameter.name}`,
        exchange: drop(operation, exchange, parameter),
      }))
      // Some paths may be shortened, as to the newest version of a secret.
      .filter(
        ({ exchange: shorter }) =>
          documentedUrl(shorter) === shorter.url ||
          documentedUrl(exchange) !== exchange.url,
      ),
    ...required.flatMap(parameter => {
      const text = wrongText(document, parameter);
      return text === undefined
        ? []
        : [
            {
              description: `request: ${parameter.in} parameter ${parameter.name} is '${text}'`,
              exchange: change(operation, exchange, parameter, text),
            },
          ];
    }),
    ...(operation.requestBody?.required
      ? [
          {
            description: 'request: without its body',
            exchange: {
              ...exchange,
              requestBody: undefined,
              requestHeaders: without(exchange.requestHeaders, 'content-type'),
            },
          },
        ]
      : []),
  ];
}

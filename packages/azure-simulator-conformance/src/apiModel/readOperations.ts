import type { ApiDocument } from './ApiDocument';
import {
  ApiExample,
  ApiOperation,
  ApiParameter,
  ApiResponse,
  Located,
} from './ApiOperation';
import { HttpMethod, httpMethods } from './HttpMethod';
import { arrayOf, isObject, JsonObject, objectOf, stringsOf } from './json';

/** The schema of a body in OpenAPI 3: of its JSON, else of its first media type. */
function contentSchema(content: unknown): unknown {
  const media = objectOf(content);
  const chosen = media['application/json'] ?? Object.values(media)[0];
  return isObject(chosen) ? chosen.schema : undefined;
}

function readExamples(document: ApiDocument, operation: Located): ApiExample[] {
  const examples = objectOf(objectOf(operation.value)['x-ms-examples']);
  return Object.entries(examples).map(([name, value]) => {
    const example = objectOf(
      document.resolve({ file: operation.file, value }).value,
    );
    return {
      name,
      parameters: objectOf(example.parameters),
      responses: objectOf(example.responses) as ApiExample['responses'],
    };
  });
}

function readResponses(
  document: ApiDocument,
  operation: Located,
): Record<string, ApiResponse> {
  const responses = objectOf(objectOf(operation.value).responses);
  return Object.fromEntries(
    Object.entries(responses).map(([status, value]) => {
      const found = document.resolve({ file: operation.file, value });
      const response = objectOf(found.value);
      const schema = response.schema ?? contentSchema(response.content);
      return [
        status,
        {
          ...(schema === undefined
            ? {}
            : { schema: { file: found.file, value: schema } }),
          requiredHeaders: Object.entries(objectOf(response.headers))
            .map(([name, header]) => ({
              name: name.toLowerCase(),
              header: document.resolve({ file: found.file, value: header }),
            }))
            .filter(({ header }) => objectOf(header.value).required === true)
            .map(({ name, header }) => ({
              name,
              schema: {
                file: header.file,
                value: objectOf(header.value).schema,
              },
            })),
        },
      ];
    }),
  );
}

function readOperation(
  document: ApiDocument,
  path: string,
  method: HttpMethod,
  item: JsonObject,
  operation: JsonObject,
): ApiOperation {
  const { file, value: root } = document.root;
  const located = [
    ...arrayOf(item.parameters),
    ...arrayOf(operation.parameters),
  ].map(value => document.resolve({ file, value }));
  const parameters: ApiParameter[] = [];
  let requestBody: ApiOperation['requestBody'];
  for (const found of located) {
    const parameter = objectOf(found.value);
    const name = String(parameter.name);
    const place = parameter.in;
    const required = parameter.required === true;
    const schema = { file: found.file, value: parameter.schema ?? parameter };
    if (place === 'body') {
      requestBody = { name, required, schema };
    } else if (place === 'path' || place === 'query' || place === 'header') {
      parameters.push({
        name,
        in: place,
        required,
        severalSegments: parameter['x-ms-skip-url-encoding'] === true,
        schema,
      });
    }
  }
  if (operation.requestBody !== undefined) {
    const found = document.resolve({ file, value: operation.requestBody });
    const body = objectOf(found.value);
    requestBody = {
      name: 'body',
      required: body.required === true,
      schema: { file: found.file, value: contentSchema(body.content) },
    };
  }
  const consumes = stringsOf(operation.consumes ?? root.consumes);
  const content = objectOf(
    objectOf(
      document.resolve({ file, value: operation.requestBody ?? {} }).value,
    ).content,
  );
  return {
    document: document.path,
    documentApiVersion: String(objectOf(root.info).version),
    operationId: String(operation.operationId),
    method,
    path: `${typeof root.basePath === 'string' ? root.basePath : ''}${path}`,
    parameters,
    ...(requestBody ? { requestBody } : {}),
    consumes: [...consumes, ...Object.keys(content), 'application/json'],
    longRunning: operation['x-ms-long-running-operation'] === true,
    responses: readResponses(document, { file, value: operation }),
    examples: readExamples(document, { file, value: operation }),
  };
}

/** The operations of a document, `x-ms-paths` included. */
export function readOperations(document: ApiDocument): ApiOperation[] {
  const { value: root } = document.root;
  const items = { ...objectOf(root.paths), ...objectOf(root['x-ms-paths']) };
  return Object.entries(items).flatMap(([path, item]) =>
    httpMethods.flatMap(method => {
      const operation = objectOf(item)[method.toLowerCase()];
      return isObject(operation)
        ? [readOperation(document, path, method, objectOf(item), operation)]
        : [];
    }),
  );
}

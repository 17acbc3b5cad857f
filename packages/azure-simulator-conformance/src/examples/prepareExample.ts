import { ServiceName } from 'azure-simulator';
import { ApiExample, ApiOperation } from '../apiModel/ApiOperation';
import { arrayOf, isObject, JsonObject, objectOf } from '../apiModel/json';
import { awaitOperation } from './awaitOperation';
import { ExampleClient } from './ExampleClient';
import { examplePath, ExampleRequest } from './exampleRequest';
import { mapIds } from './mapIds';

/** What a preparation works with. */
export interface Preparation {
  client: ExampleClient;
  service: ServiceName;
  /** Offered operations of the documents of the same api-version. */
  siblings: readonly ApiOperation[];
}

const jsonHeaders = { 'content-type': 'application/json' };

/** Bodies of parents that an example takes for granted, by the segment that they follow. */
const parents: Record<string, JsonObject> = {
  namespaces: { location: 'East US', sku: { name: 'Standard' } },
  eventhubs: { properties: { partitionCount: 4 } },
};

/** PUTs of the namespaces and hubs that a path leads through. */
function parentRequests(path: string, apiVersion: string): ExampleRequest[] {
  if (!/\/providers\/Microsoft\.EventHub\//i.test(path)) {
    return [];
  }
  const segments = path.split('/');
  return segments.flatMap((segment, index) =>
    parents[segment] && index + 2 < segments.length
      ? [
          {
            method: 'PUT' as const,
            url: `${segments
              .slice(0, index + 2)
              .join('/')}?api-version=${apiVersion}`,
            headers: jsonHeaders,
            body: parents[segment],
          },
        ]
      : [],
  );
}

function put(path: string, apiVersion: string, body: unknown): ExampleRequest {
  const { id: _, name: __, type: ___, ...kept } = objectOf(body);
  return {
    method: 'PUT',
    url: `${path}?api-version=${apiVersion}`,
    headers: jsonHeaders,
    body: kept,
  };
}

/** The body with which an item that an example reads, changes or deletes is made. */
function itemBody(
  operation: ApiOperation,
  example: ApiExample,
  create: ApiOperation,
): unknown {
  const own = example.responses['200']?.body;
  if (operation.method === 'GET' && isObject(own)) {
    return own;
  }
  const lastName = [...create.path.matchAll(/\{([^}]+)\}/g)].pop()?.[1];
  const examples = create.examples.map(mapIds);
  const same = examples.find(
    candidate =>
      lastName !== undefined &&
      candidate.parameters[lastName] === example.parameters[lastName],
  );
  return (same ?? examples[0])?.parameters[create.requestBody?.name ?? ''];
}

/** The operation that makes the item of a path; of a POST, the item that it acts upon. */
function creatorOf(
  operation: ApiOperation,
  creators: readonly ApiOperation[],
): ApiOperation | undefined {
  const path =
    operation.method === 'POST'
      ? operation.path.replace(/(?<=\})\/[^/{}]+$/, '')
      : operation.path;
  return creators.find(
    candidate => candidate.path.toLowerCase() === path.toLowerCase(),
  );
}

/** PUTs of the items that an example reads, changes, acts upon or deletes. */
function itemRequests(
  operation: ApiOperation,
  example: ApiExample,
  siblings: readonly ApiOperation[],
): ExampleRequest[] {
  if (operation.method === 'PUT') {
    return [];
  }
  const version = operation.documentApiVersion;
  const path = examplePath(operation, example.parameters);
  const creators = siblings.filter(candidate => candidate.method === 'PUT');
  const create = creatorOf(operation, creators);
  if (create) {
    return [
      put(
        examplePath(create, example.parameters),
        version,
        itemBody(operation, example, create),
      ),
    ];
  }
  const items = arrayOf(objectOf(example.responses['200']?.body).value);
  const inCollection = creators.some(candidate =>
    RegExp(
      `^${operation.path.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&')}/\\{[^/]+\\}$`,
      'i',
    ).test(candidate.path),
  );
  const ofNamespaces = /\/Microsoft\.EventHub\/namespaces$/i.test(
    operation.path,
  );
  // An example may list two items of one name, which no collection can hold.
  const byName = new Map(
    items
      .filter(isObject)
      .map(item => [String(item.name).toLowerCase(), item] as const),
  );
  return [...byName.values()].flatMap(item => {
    if (inCollection) {
      const name = encodeURIComponent(String(item.name));
      return [put(`${path}/${name}`, version, item)];
    }
    // The examples show namespaces of no throughput unit, which cannot be made.
    return ofNamespaces
      ? [put(String(item.id), version, { ...item, ...parents.namespaces })]
      : [];
  });
}

/**
 * Makes through the API what an example presupposes.
 * @returns a sentence when that failed
 */
export async function prepareExample(
  operation: ApiOperation,
  example: ApiExample,
  { client, service, siblings }: Preparation,
): Promise<string | undefined> {
  if (service === 'keyVault') {
    // Secrets of given versions are the seed's: the API chooses versions itself.
    return undefined;
  }
  const requests = [
    ...parentRequests(
      examplePath(operation, example.parameters),
      operation.documentApiVersion,
    ),
    ...itemRequests(operation, example, siblings),
  ];
  for (const request of requests) {
    const exchange = await client.exchange(service, request, 'preparation');
    if (exchange.status >= 300) {
      return `its preparation, ${request.method} ${request.url}, was answered ${
        exchange.status
      } ${JSON.stringify(exchange.responseBody)}`;
    }
    const trouble = await awaitOperation(client, exchange);
    if (trouble) {
      return `in its preparation, ${request.method} ${request.url}, ${trouble}`;
    }
  }
  return undefined;
}

import { ServiceName } from 'azure-simulator';
import { ApiDocument } from '../apiModel/ApiDocument';
import { ApiExample, ApiOperation } from '../apiModel/ApiOperation';
import { arrayOf, isObject, JsonObject, objectOf } from '../apiModel/json';
import { withoutReadOnly } from '../apiModel/withoutReadOnly';
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
  /** Documents by their path. */
  documents: ReadonlyMap<string, ApiDocument>;
}

/** What was made for an example, or why not. */
export interface PreparedExample {
  trouble?: string;
  /** The PUTs of what the example reads, changes, acts upon or deletes. */
  items: ExampleRequest[];
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

/** The PUT of an item with what a caller may set of it. */
function put(
  create: ApiOperation,
  path: string,
  value: unknown,
  documents: Preparation['documents'],
): ExampleRequest {
  const document = documents.get(create.document);
  const schema = create.requestBody?.schema;
  return {
    method: 'PUT',
    url: `${path}?api-version=${create.documentApiVersion}`,
    headers: jsonHeaders,
    body: document && schema ? withoutReadOnly(document, schema, value) : value,
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

/** Whether an operation makes the items of a path's collection. */
function makesItemsOf(create: ApiOperation, collection: string): boolean {
  return RegExp(
    `^${collection.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&')}/\\{[^/]+\\}$`,
    'i',
  ).test(create.path);
}

/** PUTs of the items that an example reads, changes, acts upon or deletes. */
function itemRequests(
  operation: ApiOperation,
  example: ApiExample,
  { siblings, documents }: Preparation,
): ExampleRequest[] {
  if (operation.method === 'PUT') {
    return [];
  }
  const path = examplePath(operation, example.parameters);
  const creators = siblings.filter(candidate => candidate.method === 'PUT');
  const create = creatorOf(operation, creators);
  if (create) {
    return [
      put(
        create,
        examplePath(create, example.parameters),
        itemBody(operation, example, create),
        documents,
      ),
    ];
  }
  const items = arrayOf(objectOf(example.responses['200']?.body).value);
  // An example may list two items of one name, which no collection can hold.
  const byName = new Map(
    items
      .filter(isObject)
      .map(item => [String(item.name).toLowerCase(), item] as const),
  );
  const inCollection = creators.find(candidate =>
    makesItemsOf(candidate, operation.path),
  );
  if (inCollection) {
    return [...byName.values()].map(item =>
      put(
        inCollection,
        `${path}/${encodeURIComponent(String(item.name))}`,
        item,
        documents,
      ),
    );
  }
  const namespace = creators.find(
    ({ operationId }) => operationId === 'Namespaces_CreateOrUpdate',
  );
  return namespace && /\/Microsoft\.EventHub\/namespaces$/i.test(operation.path)
    ? [...byName.values()].map(item =>
        put(
          namespace,
          String(item.id),
          // The examples show namespaces of no throughput unit, which cannot be made.
          { ...item, ...parents.namespaces },
          documents,
        ),
      )
    : [];
}

/** Makes through the API what an example presupposes. */
export async function prepareExample(
  operation: ApiOperation,
  example: ApiExample,
  preparation: Preparation,
): Promise<PreparedExample> {
  const { client, service } = preparation;
  if (service === 'keyVault') {
    // Secrets of given versions are the seed's: the API chooses versions itself.
    return { items: [] };
  }
  const items = itemRequests(operation, example, preparation);
  const requests = [
    ...parentRequests(
      examplePath(operation, example.parameters),
      operation.documentApiVersion,
    ),
    ...items,
  ];
  for (const request of requests) {
    const exchange = await client.exchange(service, request, 'preparation');
    if (exchange.status >= 300) {
      return {
        items,
        trouble: `its preparation, ${request.method} ${
          request.url
        }, was answered ${exchange.status} ${JSON.stringify(
          exchange.responseBody,
        )}`,
      };
    }
    const trouble = await awaitOperation(client, exchange);
    if (trouble) {
      return {
        items,
        trouble: `in its preparation, ${request.method} ${request.url}, ${trouble}`,
      };
    }
  }
  return { items };
}

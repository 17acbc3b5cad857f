import { Exchange } from 'azure-simulator';
import {
  describeWithDocuments,
  specifications,
} from '../../__testUtils__/specifications';
import { OavReferee } from './OavReferee';

const subscription = '/subscriptions/11111111-1111-4111-8111-111111111111';
const namespace = `${subscription}/resourceGroups/rg-ot/providers/Microsoft.EventHub/namespaces/evhns-referee`;
const json = { 'content-type': 'application/json; charset=utf-8' };

/** A hub that is put, as the official client does it. */
function putHub(): Exchange & {
  requestBody: { properties: Record<string, unknown> };
  responseBody: {
    properties: Record<string, unknown>;
    [name: string]: unknown;
  };
} {
  return {
    service: 'resourceManager',
    operationId: 'EventHubs_CreateOrUpdate',
    method: 'PUT',
    url: `${namespace}/eventhubs/incidents?api-version=2026-01-01`,
    requestHeaders: { 'content-type': 'application/json' },
    requestBody: { properties: { partitionCount: 4 } },
    status: 200,
    responseHeaders: json,
    responseBody: {
      id: `${namespace}/eventhubs/incidents`,
      name: 'incidents',
      type: 'Microsoft.EventHub/Namespaces/EventHubs',
      location: 'westeurope',
      properties: { partitionCount: 4, status: 'Active', partitionIds: ['0'] },
    },
  };
}

/** A rule that is put; the document asks for `tableNames`. */
function putExport(): Exchange {
  const id = `${subscription}/resourceGroups/rg-ot/providers/Microsoft.OperationalInsights/workspaces/law-ot/dataExports/incidents`;
  const properties = { tableNames: ['SecurityIncident'], enable: true };
  return {
    service: 'resourceManager',
    method: 'PUT',
    url: `${id}?api-version=2025-07-01`,
    requestHeaders: { 'content-type': 'application/json' },
    requestBody: { properties },
    status: 201,
    responseHeaders: json,
    responseBody: { id, name: 'incidents', properties },
  };
}

describeWithDocuments('the referee over Microsoft’s documents', () => {
  const referee = new OavReferee(specifications);
  const codes = async (exchange: Exchange) =>
    (await referee.judge(exchange)).problems.map(
      ({ where, code, path }) => `${where} ${code} ${path ?? ''}`,
    );

  it('accepts what the document says, and tells which document', async () => {
    await expect(referee.judge(putHub())).resolves.toEqual({
      valid: true,
      document:
        'eventhub/resource-manager/Microsoft.EventHub/stable/2024-01-01/eventhubs.json',
      operationId: 'EventHubs_CreateOrUpdate',
      sentApiVersion: '2026-01-01',
      documentApiVersion: '2024-01-01',
      problems: [],
    });
    await expect(codes(putExport())).resolves.toEqual([]);
  });

  it.each<[string, (exchange: ReturnType<typeof putHub>) => void, string]>([
    [
      'a request of the wrong type',
      ({ requestBody }) => {
        requestBody.properties.partitionCount = 'four';
      },
      'request INVALID_TYPE /properties/partitionCount',
    ],
    [
      'a property of the request that is not documented',
      ({ requestBody }) => {
        requestBody.properties.partitions = 4;
      },
      'request OBJECT_ADDITIONAL_PROPERTIES /properties/partitions',
    ],
    [
      'a missing body',
      exchange => {
        delete (exchange as Partial<Exchange>).requestBody;
      },
      'request MISSING_REQUIRED_PARAMETER /body',
    ],
    [
      'a name that the pattern refuses',
      exchange => {
        exchange.url = exchange.url.replace('evhns-referee', 'evhns_referee');
      },
      'request PATTERN /path/namespaceName',
    ],
    [
      'a body of another content type',
      exchange => {
        exchange.requestHeaders['content-type'] = 'text/plain';
      },
      'request INVALID_CONTENT_TYPE ',
    ],
    [
      'an answer of the wrong type',
      ({ responseBody }) => {
        responseBody.properties.partitionIds = '0';
      },
      'response INVALID_TYPE /properties/partitionIds',
    ],
    [
      'a value outside of a closed list',
      ({ responseBody }) => {
        responseBody.properties.status = 'Asleep';
      },
      'response ENUM_MISMATCH /properties/status',
    ],
    [
      'a property of the answer that is not documented',
      ({ responseBody }) => {
        responseBody.colour = 'red';
      },
      'response OBJECT_ADDITIONAL_PROPERTIES /colour',
    ],
    [
      'a resource without its id',
      ({ responseBody }) => {
        delete responseBody.id;
      },
      'response MISSING_RESOURCE_ID $',
    ],
    [
      'a status that is not documented',
      exchange => {
        exchange.status = 202;
      },
      'response INVALID_RESPONSE_CODE ',
    ],
    [
      'an answer of another content type',
      exchange => {
        exchange.responseHeaders = { 'content-type': 'text/html' };
      },
      'response INVALID_CONTENT_TYPE ',
    ],
  ])('objects to %s', async (_, change, expected) => {
    const exchange = putHub();
    change(exchange);
    await expect(codes(exchange)).resolves.toEqual([expected]);
  });

  it('objects to a missing property in request and answer', async () => {
    const exchange = putExport();
    exchange.requestBody = { properties: { enable: true } };
    exchange.responseBody = { properties: { enable: true }, id: '/x' };
    await expect(codes(exchange)).resolves.toEqual([
      'request OBJECT_MISSING_REQUIRED_PROPERTY /properties/tableNames',
      'response OBJECT_MISSING_REQUIRED_PROPERTY /properties/tableNames',
    ]);
  });

  it('objects to what the document does not have, and oav overlooks', async () => {
    const odd = putHub();
    odd.url += '&colour=red';
    await expect(codes(odd)).resolves.toEqual([
      'request UNKNOWN_QUERY_PARAMETER query/colour',
    ]);
    await expect(
      codes({
        ...putHub(),
        method: 'GET',
        operationId: 'EventHubs_Get',
      }),
    ).resolves.toEqual(['request UNEXPECTED_BODY ']);
    await expect(codes({ ...putHub(), responseBody: null })).resolves.toContain(
      'response MISSING_BODY ',
    );
  });

  it('objects to an operation that no document has', async () => {
    await expect(
      codes({
        ...putHub(),
        method: 'PATCH',
      }),
    ).resolves.toEqual(['request OPERATION_NOT_FOUND ']);
  });

  it('asks a long-running operation where to poll', async () => {
    const deletion: Exchange = {
      service: 'resourceManager',
      method: 'DELETE',
      url: `${namespace}?api-version=2026-01-01`,
      requestHeaders: {},
      status: 202,
      responseHeaders: { location: 'https://127.0.0.1/poll' },
    };
    await expect(codes(deletion)).resolves.toEqual([]);
    await expect(codes({ ...deletion, responseHeaders: {} })).resolves.toEqual([
      'response LRO_RESPONSE_HEADER header/location',
    ]);
  });

  it('asks where to poll too while what was put is still being made', async () => {
    const creation = (state: string, responseHeaders = {}): Exchange => ({
      service: 'resourceManager',
      method: 'PUT',
      url: `${namespace}?api-version=2026-01-01`,
      requestHeaders: { 'content-type': 'application/json' },
      requestBody: { location: 'westeurope' },
      status: 201,
      responseHeaders: { ...json, ...responseHeaders },
      responseBody: {
        id: namespace,
        name: 'evhns-referee',
        type: 'Microsoft.EventHub/Namespaces',
        location: 'westeurope',
        properties: { provisioningState: state },
      },
    });
    const poll = { 'azure-asyncoperation': 'https://127.0.0.1/poll' };
    await expect(codes(creation('Creating', poll))).resolves.toEqual([]);
    await expect(codes(creation('Succeeded'))).resolves.toEqual([]);
    await expect(codes(creation('Creating'))).resolves.toEqual([
      'response LRO_RESPONSE_HEADER header/location',
    ]);
  });

  it('judges data planes: metrics, secrets and queries', async () => {
    const query: Exchange = {
      service: 'logs',
      method: 'POST',
      url: '/v1/workspaces/22222222-2222-4222-8222-222222222222/query',
      requestHeaders: { 'content-type': 'application/json' },
      requestBody: { query: 'SecurityIncident | count' },
      status: 200,
      responseHeaders: json,
      responseBody: { tables: [] },
    };
    await expect(codes(query)).resolves.toEqual([]);
    await expect(codes({ ...query, requestBody: {} })).resolves.toEqual([
      'request OBJECT_MISSING_REQUIRED_PROPERTY /query',
    ]);

    const secret: Exchange = {
      service: 'keyVault',
      method: 'GET',
      url: '/secrets/siem?api-version=2026-04-01',
      requestHeaders: {},
      status: 200,
      responseHeaders: json,
      responseBody: {
        value: 'x',
        id: 'https://v.vault.azure.net/secrets/siem',
      },
    };
    await expect(codes(secret)).resolves.toEqual([]);
    await expect(
      codes({ ...secret, responseBody: { value: 7 } }),
    ).resolves.toEqual(['response INVALID_TYPE /value']);

    const metrics: Exchange = {
      service: 'metrics',
      method: 'POST',
      url: `/westeurope${subscription}/metrics:getBatch?api-version=2024-02-01&metricnamespace=Microsoft.EventHub%2Fnamespaces&metricnames=IncomingMessages`,
      requestHeaders: { 'content-type': 'application/json' },
      requestBody: { resourceids: [namespace] },
      status: 200,
      responseHeaders: json,
      responseBody: { values: [] },
    };
    await expect(codes(metrics)).resolves.toEqual([]);
    await expect(
      codes({
        ...metrics,
        url: metrics.url.replace('&metricnames=', '&names='),
      }),
    ).resolves.toEqual([
      'request UNKNOWN_QUERY_PARAMETER query/names',
      'request MISSING_REQUIRED_PARAMETER /query/metricnames',
    ]);
  });

  it('says what is missing where the documents are not', () => {
    expect(() => new OavReferee('/nowhere')).toThrow(
      "No folder /nowhere: put Microsoft's OpenAPI documents",
    );
  });
});

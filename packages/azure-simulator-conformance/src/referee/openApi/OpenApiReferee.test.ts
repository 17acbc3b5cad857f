import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Exchange } from 'azure-simulator';
import { OpenApiReferee } from './OpenApiReferee';

const document = `
openapi: 3.1.0
info: { title: Plants, version: v1 }
x-services: [graph]
paths:
  /plants/{plantId}:
    parameters:
      - { name: plantId, in: path, required: true, schema: { type: string, format: uuid } }
    get:
      operationId: plants.get
      x-source: https://example.com/plants
      x-odata-select: entity
      parameters:
        - { name: $select, in: query, schema: { type: string } }
        - { name: $top, in: query, schema: { type: integer, maximum: 9 } }
      responses:
        '200':
          description: A plant.
          headers: { request-id: { required: true, schema: { type: string, format: uuid } } }
          content: { application/json: { schema: { $ref: '#/components/schemas/Plant' } } }
    put:
      operationId: plants.put
      x-source: https://example.com/plants
      parameters:
        - { name: If-Match, in: header, required: true, schema: { const: '*' } }
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/Plant' } } }
      responses:
        '204': { description: Stored. }
components:
  schemas:
    Plant:
      type: object
      additionalProperties: false
      required: [name, site]
      properties:
        name: { type: string }
        site:
          type: object
          required: [kind, since]
          properties:
            kind: { enum: [boiler, line] }
            since: { type: string, format: date-time }
`;

const id = '11111111-1111-4111-8111-111111111111';
const plant = () => ({
  name: 'Austin',
  site: { kind: 'boiler', since: '2026-11-24T08:00:00Z' },
});

function get(changes: Partial<Exchange> = {}): Exchange {
  return {
    service: 'graph',
    method: 'GET',
    url: `/plants/${id}`,
    requestHeaders: {},
    status: 200,
    responseHeaders: { 'Request-Id': id, 'content-type': 'application/json' },
    responseBody: plant(),
    ...changes,
  };
}

function put(changes: Partial<Exchange> = {}): Exchange {
  return {
    service: 'graph',
    method: 'PUT',
    url: `/plants/${id}`,
    requestHeaders: { 'if-match': '*', 'content-type': 'application/json' },
    requestBody: plant(),
    status: 204,
    responseHeaders: {},
    ...changes,
  };
}

describe('the referee over documents of our own', () => {
  let folder: string;
  let referee: OpenApiReferee;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'documents-'));
    writeFileSync(join(folder, 'plants.yaml'), document);
    referee = new OpenApiReferee(folder);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const codes = async (exchange: Exchange) =>
    (await referee.judge(exchange)).problems.map(
      ({ where, code, path }) => `${where} ${code} ${path ?? ''}`,
    );

  it('accepts what the document says, and tells which document', async () => {
    await expect(referee.judge(get())).resolves.toEqual({
      valid: true,
      document: 'plants.yaml',
      operationId: 'plants.get',
      documentApiVersion: 'v1',
      problems: [],
    });
    await expect(codes(put())).resolves.toEqual([]);
  });

  it.each<[string, Exchange, string]>([
    [
      'a wrong type',
      get({ responseBody: { ...plant(), name: 7 } }),
      'response INVALID_TYPE /name',
    ],
    [
      'a missing property',
      get({ responseBody: { name: 'Austin' } }),
      'response OBJECT_MISSING_REQUIRED_PROPERTY ',
    ],
    [
      'a property too many',
      get({ responseBody: { ...plant(), colour: 'red' } }),
      'response OBJECT_ADDITIONAL_PROPERTIES ',
    ],
    [
      'a value outside of a closed list',
      get({
        responseBody: { ...plant(), site: { ...plant().site, kind: 'cellar' } },
      }),
      'response ENUM_MISMATCH /site/kind',
    ],
    [
      'an instant without zone',
      get({
        responseBody: {
          ...plant(),
          site: { ...plant().site, since: '2026-11-24T08:00:00' },
        },
      }),
      'response INVALID_FORMAT /site/since',
    ],
    [
      'a status that is not documented',
      get({ status: 206 }),
      'response INVALID_RESPONSE_CODE ',
    ],
    [
      'an answer without body',
      get({ responseBody: undefined }),
      'response INVALID_RESPONSE_BODY /',
    ],
    [
      'a body where there is none',
      put({ responseBody: {} }),
      'response INVALID_RESPONSE_BODY /',
    ],
    [
      'an answer of another content type',
      get({
        responseHeaders: { 'request-id': id, 'content-type': 'text/xml' },
      }),
      'response INVALID_CONTENT_TYPE header/content-type',
    ],
    [
      'a missing header of the answer',
      get({ responseHeaders: { 'content-type': 'application/json' } }),
      'response MISSING_REQUIRED_HEADER header/request-id',
    ],
    [
      'a malformed header of the answer',
      get({
        responseHeaders: {
          'request-id': 'seven',
          'content-type': 'application/json',
        },
      }),
      'response INVALID_FORMAT header/request-id',
    ],
    [
      'a malformed parameter of the path',
      get({ url: '/plants/austin' }),
      'request INVALID_FORMAT path/plantId',
    ],
    [
      'a parameter of the wrong type',
      get({ url: `/plants/${id}?$top=many` }),
      'request INVALID_TYPE query/$top',
    ],
    [
      'a parameter out of bounds',
      get({ url: `/plants/${id}?$top=10` }),
      'request MAXIMUM query/$top',
    ],
    [
      'a parameter that is not documented',
      get({ url: `/plants/${id}?$expand=owners` }),
      'request UNKNOWN_PARAMETER query/$expand',
    ],
    [
      'a missing header of the request',
      put({ requestHeaders: { 'content-type': 'application/json' } }),
      'request MISSING_REQUIRED_PARAMETER header/If-Match',
    ],
    [
      'a missing body of the request',
      put({ requestBody: undefined }),
      'request MISSING_REQUIRED_PARAMETER /',
    ],
    [
      'a wrong body of the request',
      put({ requestBody: { ...plant(), name: null } }),
      'request INVALID_TYPE /name',
    ],
    [
      'a body of another content type',
      put({ requestHeaders: { 'if-match': '*', 'content-type': 'text/xml' } }),
      'request INVALID_CONTENT_TYPE header/content-type',
    ],
    [
      'a body that is not asked for',
      get({ requestBody: {} }),
      'request UNKNOWN_PARAMETER /',
    ],
    [
      'an operation that is not there',
      get({ method: 'DELETE' }),
      'request OPERATION_NOT_FOUND ',
    ],
    [
      'a service that the document is not of',
      get({ service: 'login' }),
      'request OPERATION_NOT_FOUND ',
    ],
  ])('objects to %s', async (_, exchange, expected) => {
    await expect(codes(exchange)).resolves.toEqual([expected]);
  });

  it.each<[string, unknown, string[]]>([
    ['just what was selected', { name: 'Austin' }, []],
    [
      'more than was selected',
      plant(),
      ['response OBJECT_ADDITIONAL_PROPERTIES '],
    ],
    ['less', {}, ['response OBJECT_MISSING_REQUIRED_PROPERTY ']],
    ['the wrong type', { name: 7 }, ['response INVALID_TYPE /name']],
  ])('holds %s against $select', async (_, responseBody, expected) => {
    await expect(
      codes(get({ url: `/plants/${id}?$select=name`, responseBody })),
    ).resolves.toEqual(expected);
  });

  it('refuses a document with a misspelt keyword', async () => {
    writeFileSync(
      join(folder, 'misspelt.yaml'),
      document.replace('required: [name, site]', 'requird: [name, site]'),
    );
    expect(() => new OpenApiReferee(folder)).toThrow('requird');
    rmSync(join(folder, 'misspelt.yaml'));
  });

  it('refuses a document with a reference to nothing', () => {
    writeFileSync(
      join(folder, 'dangling.yaml'),
      document.replace(
        "'204': { description: Stored. }",
        "'204': { $ref: '#/components/responses/Stored' }",
      ),
    );
    expect(() => new OpenApiReferee(folder)).toThrow(
      'dangling.yaml: nothing is at the reference #/components/responses/Stored.',
    );
    rmSync(join(folder, 'dangling.yaml'));
  });
});

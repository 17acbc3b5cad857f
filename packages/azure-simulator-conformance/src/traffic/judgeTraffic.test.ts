import { Exchange } from 'azure-simulator';
import { CompositeReferee } from '../referee/CompositeReferee';
import { ownDocuments } from '../referee/createReferee';
import { DocumentFault } from '../referee/documentFaults';
import { OpenApiReferee } from '../referee/openApi/OpenApiReferee';
import { summarize, verdictLine } from '../report/summarize';
import { judgeTraffic } from './judgeTraffic';

const tenant = '11111111-1111-4111-8111-111111111111';
const operations = [
  {
    service: 'login',
    operationId: 'Token_Issue',
    method: 'POST',
    path: '/{tenant}/oauth2/v2.0/token',
    apiVersions: [],
  },
  {
    service: 'login',
    operationId: 'OpenIdConfiguration_Get',
    method: 'GET',
    path: '/{tenant}/v2.0/.well-known/openid-configuration',
    apiVersions: [],
  },
];

function token(changes: Partial<Exchange> = {}): Exchange {
  return {
    service: 'login',
    operationId: 'Token_Issue',
    method: 'POST',
    url: `/${tenant}/oauth2/v2.0/token`,
    requestHeaders: { 'content-type': 'application/x-www-form-urlencoded' },
    requestBody: {
      client_id: tenant,
      client_secret: 'secret',
      scope: 'https://management.azure.com/.default',
      grant_type: 'client_credentials',
    },
    status: 200,
    responseHeaders: { 'content-type': 'application/json; charset=utf-8' },
    responseBody: {
      token_type: 'Bearer',
      expires_in: 3599,
      ext_expires_in: 3599,
      access_token: 'eyJh.eyJi.c2ln',
    },
    ...changes,
  };
}

const refusal = (): Partial<Exchange> => ({
  status: 400,
  errorId: 'login.unsupportedGrant',
  responseHeaders: {
    'content-type': 'application/json; charset=utf-8',
    'x-ms-request-id': tenant,
  },
  responseBody: {
    error: 'unsupported_grant_type',
    error_description: `AADSTS70003: No. Trace ID: ${tenant} Correlation ID: ${tenant} Timestamp: 2026-11-24 08:00:00Z`,
    error_codes: [70003],
    timestamp: '2026-11-24 08:00:00Z',
    trace_id: tenant,
    correlation_id: tenant,
  },
});

/** Our documents alone, so that the test needs none of Microsoft's. */
async function judge(
  exchanges: Exchange[],
  faults: readonly DocumentFault[] = [],
) {
  const own = new OpenApiReferee(ownDocuments);
  const report = await judgeTraffic({
    exchanges,
    referee: new CompositeReferee({ own, faults }),
    operations,
    faults,
  });
  return {
    report,
    operation: report.operations[0],
    codes: report.problems.map(
      ({ problem, count }) => `${count} ${problem.where} ${problem.code}`,
    ),
    verdict: verdictLine(summarize(report)),
  };
}

describe('the judgement of recorded traffic', () => {
  it('counts requests, answers and errors by operation, and judges equals once', async () => {
    const { report, operation, codes, verdict } = await judge([
      token(),
      token(),
      token({ ...refusal(), requestBody: { grant_type: 'password' } }),
    ]);
    expect(operation).toMatchObject({
      operationId: 'Token_Issue',
      requests: 3,
      answers: new Map([
        [200, 2],
        [400, 1],
      ]),
      refused: 1,
      problems: 0,
      errors: new Set(['login.unsupportedGrant']),
    });
    expect(report).toMatchObject({ judged: 2, equal: 1 });
    expect(codes).toEqual([]);
    expect(verdict).toBe('conformance: 1 operations, all valid; 1 not used');
  });

  it('takes no wrong request that is accepted', async () => {
    const { codes, verdict } = await judge([token({ requestBody: {} })]);
    expect(codes).toEqual(['2 request OBJECT_MISSING_REQUIRED_PROPERTY']);
    expect(verdict).toBe('conformance: 1 problem');
  });

  it('takes no wrong answer to a request that is refused', async () => {
    const { codes } = await judge([
      token({ ...refusal(), responseBody: { error: 'no' } }),
    ]);
    expect(codes).toContain('1 response ENUM_MISMATCH');
  });

  it('does not judge marked faults', async () => {
    const { operation, codes } = await judge([
      token({ status: 503, responseBody: 'gone', fault: true }),
    ]);
    expect(operation.faults).toBe(1);
    expect(codes).toEqual([]);
  });

  it('takes no operation that is not in the route tables', async () => {
    const { codes } = await judge([token({ operationId: 'Token_Steal' })]);
    expect(codes).toEqual([
      '1 request OPERATION_MISNAMED',
      '1 request OPERATION_NOT_LISTED',
    ]);
  });

  it('takes no operation that a document has and the simulator does not offer', async () => {
    const { codes } = await judge([
      token({ operationId: undefined, status: 404 }),
    ]);
    expect(codes).toContain('1 request OPERATION_NOT_LISTED');
  });

  it('takes no operation that no document has', async () => {
    const { codes } = await judge([token({ url: '/elsewhere', status: 400 })]);
    expect(codes).toEqual(['1 request OPERATION_NOT_FOUND']);
  });

  it('lets a path that nobody has be refused to who tries it by hand', async () => {
    const { report, codes } = await judge([
      token({
        operationId: undefined,
        url: '/elsewhere',
        status: 404,
        errorId: 'login.notFound',
      }),
      token(),
    ]);
    expect(report.unknownPaths).toBe(1);
    expect(codes).toEqual([]);
  });

  it.each<[string, Partial<Exchange>]>([
    [
      'a client',
      {
        errorId: 'login.notFound',
        requestHeaders: { 'user-agent': 'azsdk-js-identity/4.14.1' },
      },
    ],
    ['an error of no table', { status: 500, responseBody: '<html>' }],
  ])('takes no path that nobody has: %s', async (_, changes) => {
    const { codes, verdict } = await judge([
      token({
        operationId: undefined,
        url: '/elsewhere',
        status: 404,
        ...changes,
      }),
    ]);
    expect(codes).toEqual(['1 request OPERATION_NOT_LISTED']);
    expect(verdict).toBe('conformance: 1 problem');
  });

  it('is no praise where nothing was judged', async () => {
    const { verdict } = await judge([]);
    expect(verdict).toBe('conformance: nothing was judged');
  });

  it('says what it cannot judge without Microsoft’s documents', async () => {
    const { verdict } = await judge([
      token({
        service: 'resourceManager',
        operationId: 'Subscriptions_List',
        method: 'GET',
        url: '/subscriptions?api-version=2022-12-01',
      }),
    ]);
    expect(verdict).toContain(
      "1 not judged, since Microsoft's documents are not here",
    );
  });

  it('excuses a known fault of a document, and tells one that is none any more', async () => {
    const fault: DocumentFault = {
      document: /^login\.yaml$/,
      where: 'response',
      code: 'ENUM_MISMATCH',
      path: /^\/token_type$/,
      why: 'a test',
      source: 'none',
    };
    const mac = token();
    mac.responseBody = { ...(mac.responseBody as object), token_type: 'MAC' };
    const excused = await judge([mac], [fault]);
    expect(excused.codes).toEqual([]);
    expect(excused.report.unusedFaults).toEqual([]);

    const unused = await judge([token()], [fault]);
    expect(unused.report.unusedFaults).toEqual([fault]);
    expect(unused.verdict).toBe('conformance: 1 problem');
  });

  it('judges each member of a batch', async () => {
    const batch: Exchange = {
      service: 'graph',
      operationId: 'batch.Execute',
      method: 'POST',
      url: '/v1.0/$batch',
      requestHeaders: { 'content-type': 'application/json' },
      requestBody: {
        requests: [{ id: '1', method: 'GET', url: '/applications?$select=id' }],
      },
      status: 200,
      responseHeaders: {
        'content-type': 'application/json',
        'request-id': tenant,
        'client-request-id': tenant,
        'odata-version': '4.0',
      },
      responseBody: {
        responses: [
          {
            id: '1',
            status: 200,
            headers: {
              'request-id': tenant,
              'client-request-id': tenant,
              'odata-version': '4.0',
            },
            body: {
              '@odata.context':
                'https://graph.microsoft.com/v1.0/$metadata#applications',
              value: [{ id: 'seven' }],
            },
          },
        ],
      },
    };
    const { codes } = await judge([batch]);
    expect(codes).toEqual([
      '1 response INVALID_FORMAT',
      '1 request OPERATION_NOT_LISTED',
    ]);
  });
});

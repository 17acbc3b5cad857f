import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { requestJson } from '../__testUtils__/requestJson';
import { ServiceError } from '../http/ServiceError';
import { subscriptionIds, tenantId } from '../seed/demoIds';
import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import { defineErrors } from './defineErrors';
import { errorTable } from './errorTable';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const root = join(__dirname, '..');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map(name => ({
    name: relative('.', name),
    text: readFileSync(join(root, name), 'utf8'),
  }));
const rows = errorTable.flatMap(group =>
  Object.entries(group.errors).map(([name, error]) => ({
    id: `${group.id}.${name}`,
    group,
    name,
    error,
  })),
);

/** Names of values in a sentence; what stands in doubled braces is none. */
function placeholders(template: string): string[] {
  return [
    ...template.replace(/\{\{[^{}]*\}\}/g, '').matchAll(/\{([^{}]*)\}/g),
  ].map(match => match[1]);
}

describe('the table of errors', () => {
  it('gives every error an id of its own', () => {
    const ids = rows.map(row => row.id);
    expect(new Set(ids).size).toBe(ids.length);
    const groups = errorTable.map(group => group.id);
    expect(new Set(groups).size).toBe(groups.length);
  });

  it('has every group that is defined', () => {
    const defined = sources.flatMap(({ text }) =>
      [...text.matchAll(/ErrorGroup = group;/g)].map(match => match[0]),
    );
    expect(errorTable).toHaveLength(defined.length);
  });

  it('is the only place where refusals come from, but for faults on demand', () => {
    expect(
      sources
        .filter(({ text }) => text.includes('new ServiceError('))
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['errors/defineErrors.ts', 'faults/faultRefusal.ts']);
  });

  it('has no error that no code throws', () => {
    const unused = sources.flatMap(({ text }) => {
      const builders = /export const (\w+) = builders;/.exec(text)?.[1];
      const group = errorTable.find(({ id }) =>
        text.includes(`    id: '${id}',`),
      );
      return builders && group
        ? Object.keys(group.errors)
            .filter(
              name =>
                !sources.some(source =>
                  new RegExp(`\\b${builders}\\s*\\.${name}\\b`).test(
                    source.text,
                  ),
                ),
            )
            .map(name => `${builders}.${name}`)
        : [];
    });
    expect(unused).toEqual([]);
  });

  it.each(rows.map(row => [row.id, row] as const))(
    '%s says when and whence, and takes its values',
    (id, { group, name, error }) => {
      expect(error.when).toMatch(/^\S.*\.$/);
      expect(error.source ?? group.source).toMatch(/^https:\/\/\S/);
      const { builders } = defineErrors(group, group.errors);
      // The table forgets which values each sentence takes.
      const build = builders[name] as (
        values: Record<string, string>,
      ) => ServiceError;
      const names = [
        ...placeholders(error.message),
        ...placeholders(error.target ?? ''),
        ...Object.values(error.headers ?? {}).flatMap(placeholders),
      ];
      const values = Object.fromEntries(
        names.map(value => [value, `<${value}>`]),
      );
      const built = build(values);
      expect(built).toMatchObject({
        status: error.status,
        code: error.code,
        options: { id },
      });
      const told = [
        built.message,
        built.options.target,
        ...Object.values(built.options.headers ?? {}),
      ].join('\n');
      expect(told).not.toContain('undefined');
      expect(
        Object.values(values).filter(value => !told.includes(value)),
      ).toEqual([]);
    },
  );
});

describe('a refusal as the client gets it', () => {
  let simulator: AzureSimulator;
  const tokens: Record<string, string> = {};

  const tokenFor = async (resource: string) => {
    const { clientId, clientSecret } = simulator.credentials.sweeper;
    tokens[resource] ??= (
      (
        await requestJson(
          `${simulator.endpoints.login}/${tenantId}/oauth2/v2.0/token`,
          {
            ca: simulator.caPem,
            method: 'POST',
            body: {
              grant_type: 'client_credentials',
              client_id: clientId,
              client_secret: clientSecret,
              scope: `${resource}/.default`,
            },
          },
        )
      ).body as { access_token: string }
    ).access_token;
    return { authorization: `Bearer ${tokens[resource]}` };
  };
  const call = (
    url: string,
    headers: Record<string, string> = {},
    options: { method?: string; body?: string | Record<string, string> } = {},
  ) => requestJson(url, { ca: simulator.caPem, headers, ...options });
  const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/);

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      seed: 'empty',
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
  });

  afterAll(async () => {
    await simulator.stop();
  });

  describe('of Resource Manager', () => {
    const subscription = `/subscriptions/${subscriptionIds.production}`;
    const arm = (path: string) =>
      `${simulator.endpoints.resourceManager}${path}`;

    it('bears its code, the ids of the request and the gateway’s mark', async () => {
      const correlationId = randomUUID();
      const answer = await call(
        arm(`${subscription}/resourceGroups/rg-none?api-version=2021-04-01`),
        {
          ...(await tokenFor('https://management.azure.com')),
          'x-ms-correlation-request-id': correlationId,
        },
      );
      expect(answer).toMatchObject({
        status: 404,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'x-ms-request-id': uuid,
          'x-ms-correlation-request-id': correlationId,
          'x-ms-failure-cause': 'gateway',
        },
        body: {
          error: {
            code: 'ResourceGroupNotFound',
            message: "Resource group 'rg-none' could not be found.",
          },
        },
      });
    });

    it('has no mark of the gateway when a resource provider refuses', async () => {
      const answer = await call(
        arm(
          `${subscription}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=nope`,
        ),
        await tokenFor('https://management.azure.com'),
      );
      expect(answer).toMatchObject({
        status: 400,
        headers: { 'x-ms-request-id': uuid },
        body: {
          error: {
            code: 'UnsupportedQuery',
            message: expect.stringContaining("principalId eq '{value}'"),
          },
        },
      });
      expect(answer.headers).not.toHaveProperty('x-ms-failure-cause');
    });

    it('challenges who comes without a token', async () => {
      expect(
        await call(arm(`${subscription}?api-version=2021-04-01`)),
      ).toMatchObject({
        status: 401,
        headers: {
          'www-authenticate': 'Bearer',
          'x-ms-correlation-request-id': uuid,
        },
        body: { error: { code: 'AuthenticationFailed' } },
      });
    });

    it('asks for an api-version, and names those there are', async () => {
      const headers = await tokenFor('https://management.azure.com');
      expect(await call(arm(subscription), headers)).toMatchObject({
        status: 400,
        body: { error: { code: 'MissingApiVersionParameter' } },
      });
      expect(
        await call(arm(`${subscription}?api-version=1999-01-01`), headers),
      ).toMatchObject({
        status: 400,
        body: {
          error: {
            code: 'InvalidApiVersionParameter',
            message: expect.stringContaining("'1999-01-01'"),
          },
        },
      });
    });

    it('says when to come back', async () => {
      await simulator.control.fault({
        service: 'resourceManager',
        status: 429,
        retryAfter: 17,
      });
      expect(
        await call(
          arm(`${subscription}?api-version=2021-04-01`),
          await tokenFor('https://management.azure.com'),
        ),
      ).toMatchObject({
        status: 429,
        headers: { 'retry-after': '17', 'x-ms-request-id': uuid },
        body: { error: { code: 'TooManyRequests' } },
      });
      await simulator.control.clearFaults();
    });
  });

  it('of Graph repeats the client’s id in header and body', async () => {
    const id = randomUUID();
    const answer = await call(
      `${simulator.endpoints.graph}/v1.0/applications/${randomUUID()}`,
      {
        ...(await tokenFor('https://graph.microsoft.com')),
        'client-request-id': id,
      },
    );
    expect(answer).toMatchObject({
      status: 404,
      headers: { 'request-id': uuid, 'client-request-id': id },
      body: {
        error: {
          code: 'Request_ResourceNotFound',
          innerError: {
            date: '2026-11-24T08:00:00',
            'request-id': answer.headers['request-id'],
            'client-request-id': id,
          },
        },
      },
    });
  });

  it('of the login service is an OAuth error with AADSTS code and trace', async () => {
    const id = randomUUID();
    const answer = await call(
      `${simulator.endpoints.login}/${tenantId}/oauth2/v2.0/token`,
      { 'client-request-id': id },
      {
        method: 'POST',
        body: {
          grant_type: 'client_credentials',
          client_id: simulator.credentials.sweeper.clientId,
          client_secret: 'wrong',
          scope: 'https://graph.microsoft.com/.default',
        },
      },
    );
    expect(answer).toMatchObject({
      status: 401,
      headers: { 'x-ms-request-id': uuid, 'client-request-id': id },
      body: {
        error: 'invalid_client',
        error_codes: [7000215],
        error_description: expect.stringMatching(
          /^AADSTS7000215: .* Trace ID: .* Correlation ID: .* Timestamp: 2026-11-24 08:00:00Z$/,
        ),
        trace_id: answer.headers['x-ms-request-id'],
        correlation_id: id,
      },
    });
  });

  it('of a key vault challenges, and nests the cause', async () => {
    const [url] = Object.values(simulator.endpoints.keyVaults);
    const path = `${url}/secrets/none?api-version=7.4`;
    expect(await call(path)).toMatchObject({
      status: 401,
      headers: {
        'www-authenticate': `Bearer authorization="${simulator.endpoints.login}/${tenantId}", resource="https://vault.azure.net"`,
        'x-ms-request-id': uuid,
        'x-ms-keyvault-region': expect.any(String),
      },
      body: { error: { code: 'Unauthorized' } },
    });
    expect(
      await call(path, await tokenFor('https://vault.azure.net')),
    ).toMatchObject({
      status: 403,
      headers: { 'x-ms-request-id': uuid },
      body: {
        error: { code: 'Forbidden', innererror: { code: 'ForbiddenByRbac' } },
      },
    });
  });

  it('of Log Analytics nests the inner errors of a query', async () => {
    const { workspaces } = await simulator.control.state('workspaces');
    const [workspace] = Object.values(workspaces);
    const query = async (text: string) =>
      call(
        `${simulator.endpoints.logs}/workspaces/${workspace.customerId}/query`,
        {
          ...(await tokenFor('https://api.loganalytics.io')),
          'content-type': 'application/json',
        },
        { method: 'POST', body: JSON.stringify({ query: text }) },
      );
    expect(await query('SecurityIncident | nope')).toMatchObject({
      status: 400,
      headers: { 'request-id': uuid },
      body: {
        error: {
          code: 'BadArgumentError',
          message: 'The request had some invalid properties',
          innererror: {
            code: 'SyntaxError',
            innererror: { code: 'SYN0002', line: 1 },
          },
        },
      },
    });
    expect(await query('Nothing')).toMatchObject({
      status: 400,
      body: {
        error: {
          innererror: {
            code: 'SemanticError',
            innererror: { code: 'SEM0100' },
          },
        },
      },
    });
  });

  it('of metrics wraps its error, with the subscription as scope', async () => {
    const url = `${simulator.endpoints.metrics.replace(
      '{region}',
      'eastus2',
    )}/subscriptions/${
      subscriptionIds.production
    }/metrics:getBatch?api-version=2023-10-01&metricnamespace=nope&metricnames=x`;
    expect(
      await call(
        url,
        {
          ...(await tokenFor('https://metrics.monitor.azure.com')),
          'content-type': 'application/json',
        },
        { method: 'POST', body: JSON.stringify({ resourceids: [] }) },
      ),
    ).toMatchObject({
      status: 400,
      headers: { 'x-ms-request-id': uuid },
      body: {
        error: {
          code: 'BadRequest',
          message: "The metric namespace 'nope' is not supported.",
        },
      },
    });
    expect(await call(url, {}, { method: 'POST' })).toMatchObject({
      status: 401,
      headers: {
        'www-authenticate': expect.stringContaining('metrics.monitor.azure'),
      },
    });
  });

  it('of Splunk is a list of messages', async () => {
    expect(
      await call(
        `${simulator.endpoints.splunkSearch}/services/data/indexes/none?output_mode=json`,
        {
          authorization: `Bearer ${simulator.credentials.splunk.searchToken}`,
        },
      ),
    ).toMatchObject({
      status: 404,
      headers: { server: 'Splunkd' },
      body: {
        messages: [{ type: 'ERROR', text: 'Could not find object id=none' }],
      },
    });
  });
});

import {
  actionsRegistryServiceFactory,
  actionsServiceFactory,
} from '@backstage/backend-defaults/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import mcpPlugin from '@backstage/plugin-mcp-actions-backend';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { demoForwarders } from 'azure-simulator';
import { startTestCloud, TestCloud } from '../__testUtils__';
import { siemForwarderPlugin } from '../plugin';

jest.setTimeout(120_000);

const entities = demoForwarders.map(
  ({ name, title, owner, annotations }): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name, title, annotations },
    spec: { type: 'siem-forwarder', owner },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  }),
);

describe('an agent that speaks MCP', () => {
  let cloud: TestCloud;
  let backend: TestBackend;
  let agent: Client;

  beforeAll(async () => {
    cloud = await startTestCloud();
    backend = await startTestBackend({
      features: [
        siemForwarderPlugin,
        mcpPlugin,
        actionsRegistryServiceFactory,
        actionsServiceFactory,
        catalogServiceMock.factory({ entities }),
        mockServices.rootConfig.factory({
          data: {
            backend: { actions: { pluginSources: ['siem-forwarder'] } },
            siemForwarder: cloud.config,
          },
        }),
      ],
    });
    agent = new Client({ name: 'agent', version: '1.0.0' });
    await agent.connect(
      new StreamableHTTPClientTransport(
        new URL(`http://localhost:${backend.server.port()}/api/mcp-actions/v1`),
        {
          requestInit: {
            headers: { Authorization: mockCredentials.user.header() },
          },
        },
      ),
    );
  });
  afterAll(async () => {
    await agent?.close();
    await backend?.stop();
    await cloud?.stop();
  });

  it('finds the tools, with what each may do', async () => {
    const { tools } = await agent.listTools();
    const hints = tools.map(({ name, annotations }) => [
      name.replace(/^siem-forwarder[.:]/, ''),
      annotations?.readOnlyHint,
    ]);
    expect(Object.fromEntries(hints)).toEqual({
      'list-forwarders': true,
      'get-forwarder': true,
      'explain-forwarder': true,
      'check-forwarder': false,
      'plan-forwarder': true,
    });
  });

  it('asks why alerts do not arrive, and is told', async () => {
    const { tools } = await agent.listTools();
    const check = tools.find(({ name }) => name.endsWith('check-forwarder'))!;
    const answer = await agent.callTool({
      name: check.name,
      arguments: { entityRef: 'austin-line-3' },
    });
    expect(answer.isError).toBeFalsy();
    expect(JSON.stringify(answer.content)).toMatch(
      /export-line-3 is disabled.*Turn the rule on again/,
    );
  });
});

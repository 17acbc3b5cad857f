import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { DeferredEntity } from '@backstage/plugin-catalog-node';
import { mockServices } from '@backstage/backend-test-utils';
import { readTemplates } from './readTemplates';
import { SiemForwarderEntityProvider } from './SiemForwarderEntityProvider';
import { SiemForwarderTemplateProvider } from './SiemForwarderTemplateProvider';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: 'ot-alerts', annotations: { a: 'b' } },
  spec: { type: 'siem-forwarder', owner: 'group:default/soc' },
};

describe('SiemForwarderEntityProvider', () => {
  let server: Server;
  let answer: { status: number; body: string };
  let authorization: string | undefined;
  let provider: SiemForwarderEntityProvider;
  const logger = mockServices.logger.mock();
  const connection = { applyMutation: jest.fn(), refresh: jest.fn() };

  beforeEach(async () => {
    jest.clearAllMocks();
    server = createServer((request, response) => {
      authorization = request.headers.authorization;
      response.writeHead(answer.status, {
        'content-type': 'application/json',
      });
      response.end(answer.body);
    });
    await new Promise<void>(resolve =>
      server.listen(0, '127.0.0.1', () => resolve()),
    );
    const { port } = server.address() as AddressInfo;
    provider = SiemForwarderEntityProvider.create({
      auth: mockServices.auth({ pluginId: 'catalog' }),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async () => `http://127.0.0.1:${port}`,
      }),
      logger,
    });
    await provider.connect(connection);
  });
  afterEach(
    () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );

  it('replaces what the catalog has by the whole list, asked for as the catalog', async () => {
    answer = { status: 200, body: JSON.stringify({ items: [entity] }) };
    await provider.refresh();
    expect(authorization).toContain('plugin:catalog');
    expect(connection.applyMutation).toHaveBeenCalledWith({
      type: 'full',
      entities: [
        {
          locationKey: 'siem-forwarder:registrations',
          entity: {
            ...entity,
            metadata: {
              name: 'ot-alerts',
              annotations: {
                a: 'b',
                'backstage.io/managed-by-location':
                  'siem-forwarder:registrations',
                'backstage.io/managed-by-origin-location':
                  'siem-forwarder:registrations',
              },
            },
          },
        },
      ],
    });
  });

  it.each([
    ['the plugin fails', { status: 503, body: '{}' }],
    ['the list is cut', { status: 200, body: '{"items":[' }],
    ['the answer holds no list', { status: 200, body: '{}' }],
  ])('changes nothing when %s', async (_, given) => {
    answer = given;
    await provider.refresh();
    expect(connection.applyMutation).not.toHaveBeenCalled();
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('the catalog keeps those that it has'),
    );
  });
});

describe('SiemForwarderTemplateProvider', () => {
  it('emits the templates of the repository', async () => {
    const connection = { applyMutation: jest.fn(), refresh: jest.fn() };
    const provider = SiemForwarderTemplateProvider.create({
      read: readTemplates,
    });
    await provider.connect(connection);
    const [[{ type, entities }]] = connection.applyMutation.mock.calls;
    expect(type).toBe('full');
    expect(
      entities.map(
        ({ entity: { kind, metadata }, locationKey }: DeferredEntity) => [
          kind,
          metadata.name,
          locationKey,
        ],
      ),
    ).toEqual(
      [
        'adopt-siem-forwarder',
        'change-siem-forwarder',
        'decommission-siem-forwarder',
        'pause-siem-forwarder',
        'repair-siem-forwarder',
        'resume-siem-forwarder',
        'rotate-siem-credential',
        'stream-to-siem',
      ].map(name => ['Template', name, 'siem-forwarder:templates']),
    );
  });

  it('says where it looked when there are none', async () => {
    await expect(readTemplates(['/nowhere/templates'])).rejects.toThrow(
      /\/nowhere\/templates.*siemForwarder\.templates/,
    );
  });
});

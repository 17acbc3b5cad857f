import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { AzureTenants } from './AzureTenants';

const TENANT = '72f9a1c4-5b1e-4d0a-9c57-3f0b2e6ddb47';
const A = 'a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10';
const B = 'c3e8b5a0-6d27-4b9c-9f41-7a2e5d8c1b36';
const SECRET = 'not-a-real-secret';

const sweeper = {
  credential: 'clientSecret',
  clientId: A,
  clientSecret: SECRET,
};
const tenant = { id: TENANT, sweeper, subscriptions: [A.toUpperCase(), B] };

function read(azure: JsonObject | undefined) {
  return AzureTenants.fromConfig(
    new ConfigReader({ siemForwarder: azure ? { azure } : {} }),
    { logger: mockServices.logger.mock() },
  );
}

describe('AzureTenants', () => {
  it('finds the tenant of a subscription, without regard to case', () => {
    const tenants = read({ tenants: [tenant] });
    expect(tenants.list).toHaveLength(1);
    expect(tenants.list[0].subscriptions).toEqual([A, B]);
    expect(tenants.forSubscription(B.toUpperCase())).toBe(tenants.list[0]);
    expect(tenants.forSubscription(TENANT)).toBeUndefined();
    expect(tenants.list[0].provisioner).toBeUndefined();
    expect(tenants.list[0].sweeper).toMatchObject({
      identity: 'sweeper',
      tenantId: TENANT,
    });
  });

  it('has no tenants, and says so, without configuration', () => {
    const logger = mockServices.logger.mock();
    const tenants = AzureTenants.fromConfig(new ConfigReader({}), { logger });
    expect(tenants.list).toEqual([]);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('siemForwarder.azure'),
    );
  });

  it('knows the clouds, and one of its own', () => {
    const { cloud } = read({ cloud: 'usGovernment', tenants: [tenant] })
      .list[0];
    expect(cloud).toMatchObject({
      authorityHost: 'https://login.microsoftonline.us',
      resourceManager: {
        url: 'https://management.usgovcloudapi.net',
        scope: 'https://management.usgovcloudapi.net/.default',
      },
      eventHubsSuffix: 'servicebus.usgovcloudapi.net',
      discoversInstance: true,
    });
    expect(cloud.portal?.resource('/subscriptions/x', TENANT)).toBe(
      `https://portal.azure.us/#@${TENANT}/resource/subscriptions/x`,
    );
    const own = read({
      cloud: 'custom',
      custom: {
        authorityHost: 'https://login.example.com/',
        resourceManager: 'https://arm.example.com',
        graph: 'https://graph.example.com',
        logs: 'https://logs.example.com',
        metrics: 'https://{region}.metrics.example.com',
        metricsAudience: 'https://metrics.example.com/',
      },
      tenants: [tenant],
    }).list[0].cloud;
    expect(own.authorityHost).toBe('https://login.example.com');
    expect(own.discoversInstance).toBe(false);
    expect(own.portal).toBeUndefined();
    expect(own.metrics.url('eastus2')).toBe(
      'https://eastus2.metrics.example.com',
    );
    expect(own.metrics.scope).toBe('https://metrics.example.com/.default');
    expect(own.graph.scope).toBe('https://graph.microsoft.com/.default');
  });

  const noCertificate = join(
    mkdtempSync(join(tmpdir(), 'siem-forwarder-')),
    'ca.pem',
  );
  writeFileSync(noCertificate, 'nothing');

  it.each<[JsonObject, RegExp]>([
    [{ cloud: 'mars', tenants: [tenant] }, /azure\.cloud: 'mars'/],
    [{ cloud: 'custom', tenants: [tenant] }, /siemForwarder\.azure\.custom/],
    [
      {
        cloud: 'custom',
        custom: { authorityHost: 'http://login.example.com' },
        tenants: [tenant],
      },
      /custom\.authorityHost: 'http:\/\/login\.example\.com'/,
    ],
    [
      { tenants: [{ ...tenant, id: 'contoso' }] },
      /tenants\[0\]\.id: 'contoso'/,
    ],
    [
      { tenants: [{ ...tenant, subscriptions: [A, A] }] },
      /subscriptions\[1\]: subscription '.*' is configured at siemForwarder\.azure\.tenants\[0\]\.subscriptions\[0\]/,
    ],
    [
      { tenants: [{ ...tenant, sweeper: { credential: 'password' } }] },
      /tenants\[0\]\.sweeper\.credential: 'password'/,
    ],
    [
      {
        tenants: [
          {
            ...tenant,
            sweeper: { credential: 'clientSecret', clientSecret: SECRET },
          },
        ],
      },
      /tenants\[0\]\.sweeper\.clientId is missing/,
    ],
    [
      { caFile: '/no/such/file', tenants: [tenant] },
      /azure\.caFile: the file '\/no\/such\/file'/,
    ],
    [{ caFile: noCertificate, tenants: [tenant] }, /holds no certificate/],
  ])('refuses %j', (azure, message) => {
    expect(() => read(azure)).toThrow(message);
    expect(() => read(azure)).not.toThrow(SECRET);
  });
});

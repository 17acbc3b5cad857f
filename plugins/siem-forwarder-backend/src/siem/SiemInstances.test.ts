import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { SiemInstances } from './SiemInstances';
import { handoverProducts } from './handover/products';

const SECRET = 'not-a-real-token';
const splunk = {
  id: 'soc-splunk',
  kind: 'splunk',
  title: 'SOC Splunk',
  search: { url: 'https://sh.example.com:8089', token: SECRET },
};
const elastic = {
  id: 'soc-elastic',
  kind: 'handover',
  title: 'SOC Elastic',
  product: 'Elastic',
  owners: ['Group:default/SOC', 'plant-austin'],
};
const connection = {
  name: 'ot-alerts',
  tenantId: '72f9a1c4-5b1e-4d0a-9c57-3f0b2e6ddb47',
  clientId: '5a1f0c3e-9d42-4c6b-b7e8-2f4a6d8c0e11',
  cloud: 'usGovernment' as const,
  fullyQualifiedNamespace: 'evhns-ot.servicebus.usgovcloudapi.net',
  eventHubName: 'defender-iot',
  consumerGroup: 'siem',
  tables: ['SecurityIncident', 'SecurityAlert'],
};

function read(...siems: JsonObject[]) {
  return SiemInstances.fromConfig(
    new ConfigReader({ siemForwarder: { siems } }),
  );
}

describe('SiemInstances', () => {
  it('gives instances and says who may use them', () => {
    const siems = read(splunk, elastic);
    expect(siems.list().map(({ id }) => id)).toEqual([
      'soc-splunk',
      'soc-elastic',
    ]);
    expect(siems.get('soc-splunk')).toMatchObject({
      title: 'SOC Splunk',
      kind: 'splunk',
      configures: false,
      verifies: true,
    });
    expect(siems.get('nothing')).toBeUndefined();
    expect(siems.mayUse('soc-splunk', 'group:default/anybody')).toBe(true);
    expect(siems.mayUse('soc-elastic', 'group:default/soc')).toBe(true);
    expect(siems.mayUse('soc-elastic', 'GROUP:default/plant-Austin')).toBe(
      true,
    );
    expect(siems.mayUse('soc-elastic', 'user:default/soc')).toBe(false);
    expect(siems.mayUse('soc-elastic', 'group:default/plant-lyon')).toBe(false);
    expect(siems.mayUse('nothing', 'group:default/soc')).toBe(false);
    expect(SiemInstances.fromConfig(new ConfigReader({})).list()).toEqual([]);
  });

  it.each<[JsonObject[], RegExp]>([
    [[splunk, splunk], /siems\[1\]\.id: 'soc-splunk'/],
    [
      [{ ...splunk, kind: 'arcsight' }],
      /siems\[0\]\.kind: .*'arcsight'.*'splunk', 'handover'/,
    ],
    [
      [{ ...splunk, search: undefined as never }],
      /'soc-splunk'.*neither 'management' nor 'search'/,
    ],
    [[{ ...splunk, index: 'ot" | delete' }], /index: 'ot" \| delete'/],
    [
      [{ ...splunk, search: { url: 'http://sh.example.com', token: SECRET } }],
      /search\.url: 'http:\/\/sh\.example\.com'/,
    ],
    [
      [{ ...splunk, caFile: '/no/such/file' }],
      /caFile: the file '\/no\/such\/file'/,
    ],
    [
      [{ ...elastic, owners: ['group:default/'] }],
      /siems\[0\]\.owners\[0\]: 'group:default\/'/,
    ],
  ])('refuses %j', (siems, message) => {
    expect(() => read(...siems)).toThrow(message);
    expect(() => read(...siems)).not.toThrow(SECRET);
  });

  it('adds connectors, one a kind', () => {
    const config = new ConfigReader({
      siemForwarder: { siems: [{ ...elastic, kind: 'arcsight' }] },
    });
    const instance = read(elastic).get('soc-elastic')!;
    const arcsight = { kind: 'arcsight', create: () => instance };
    expect(
      SiemInstances.fromConfig(config, [arcsight]).get('soc-elastic'),
    ).toBe(instance);
    expect(() =>
      SiemInstances.fromConfig(config, [arcsight, arcsight]),
    ).toThrow(/'arcsight'/);
  });
});

describe('handover', () => {
  const products = [
    ...handoverProducts.map(({ title }) => title),
    'Unheard-of',
  ];

  it.each(products)('tells people of %s all that they need', product => {
    const instance = read({ ...elastic, product }).get('soc-elastic')!;
    const page = instance.handover(
      connection,
      'Key Vault kv-ot-siem, secret siem-forwarder-ot-alerts',
    );
    expect(page.title).toBe(`${product} (SOC Elastic)`);
    const text = JSON.stringify(page);
    for (const needed of [
      connection.fullyQualifiedNamespace,
      connection.eventHubName,
      connection.consumerGroup,
      connection.tenantId,
      connection.clientId,
      `https://login.microsoftonline.us/${connection.tenantId}`,
      'Key Vault kv-ot-siem, secret siem-forwarder-ot-alerts',
      '5671',
      '443',
      'SecurityAlert | top 1 by TimeGenerated desc',
      'does not see',
    ]) {
      expect(text).toContain(needed);
    }
  });

  it('says so when the secret lies nowhere, and touches nothing', async () => {
    const instance = read(elastic).get('soc-elastic')!;
    expect(JSON.stringify(instance.handover(connection))).toContain(
      'was not stored in a key vault',
    );
    expect(await instance.collect([connection, connection], {})).toEqual([
      {},
      {},
    ]);
    expect(await instance.plan(connection, {})).toEqual([]);
    await expect(instance.connect(connection, 'x', {})).rejects.toThrow(
      /SOC Elastic is configured by people/,
    );
  });

  it("gives Splunk's people the article's steps", () => {
    const page = read(splunk).get('soc-splunk')!.handover(connection, 'vault');
    expect(page.title).toBe('Splunk (SOC Splunk)');
    const text = JSON.stringify(page);
    expect(text).toContain('siem-forwarder-ot-alerts');
    expect(text).toContain('Azure Government Cloud');
    expect(text).toContain('sourcetype=\\"mscs:azure:eventhub\\"');
    expect(text).not.toContain(SECRET);
  });
});

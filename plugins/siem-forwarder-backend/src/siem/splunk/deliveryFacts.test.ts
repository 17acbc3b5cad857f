import { SiemConnection } from 'backstage-plugin-siem-forwarder-node';
import { deliveryFactsOf, SplunkReadings } from './deliveryFacts';
import { SplunkInput } from './SplunkInputs';

const at = '2026-11-24T09:00:00.000Z';
const fact = <T>(value: T) => ({ value, observedAt: at });
const host = 'evhns-a.servicebus.windows.net';
const connection: SiemConnection = {
  name: 'ot-alerts',
  tenantId: 'tenant',
  clientId: 'client',
  cloud: 'public',
  fullyQualifiedNamespace: host,
  eventHubName: 'alerts',
  consumerGroup: 'siem',
  tables: ['SecurityIncident'],
};
const input = (changes: Partial<SplunkInput> = {}): SplunkInput => ({
  name: 'siem-forwarder-ot-alerts',
  enabled: true,
  account: 'siem-forwarder-ot-alerts',
  fullyQualifiedNamespace: host,
  eventHubName: 'alerts',
  consumerGroup: 'siem',
  sourcetype: 'mscs:azure:eventhub',
  index: 'ot_security',
  ...changes,
});
const archive = input({ name: 'archive', consumerGroup: 'archive' });
const arrivals = fact([
  {
    source: `eventhub://${host}/alerts;`,
    count: '12',
    lastIndexed: '1795500000',
    lastEvent: '1795499990',
    slots: '1795499100:5 1795500000:7',
  },
]);
const factsOf = (readings: SplunkReadings) =>
  deliveryFactsOf(connection, {
    accounts: fact([]),
    readerErrors: fact([]),
    arrivals,
    ...readings,
  });

describe('deliveryFactsOf', () => {
  it('takes the rows of a hub that one input reads', () => {
    expect(factsOf({ inputs: fact([input()]) }).arrivals).toMatchObject({
      value: {
        count: 12,
        lastIndexedAt: '2026-11-24T06:00:00.000Z',
        slots: [
          { at: '2026-11-24T05:45:00.000Z', count: 5 },
          { at: '2026-11-24T06:00:00.000Z', count: 7 },
        ],
      },
    });
  });

  it('does not take the rows of another reader of the hub', () => {
    const inputs = fact([input(), archive]);
    const told = (datainput: string) => [
      { datainput, count: '5', last: '1795500060' },
    ];
    expect(
      factsOf({ inputs, ingested: fact(told('archive')) }).arrivals,
    ).toMatchObject({ value: { count: 0 } });
    expect(
      factsOf({
        inputs,
        ingested: fact(told('mscs_azure_event_hub://siem-forwarder-ot-alerts')),
      }).arrivals,
    ).toMatchObject({
      value: { count: 5, lastIndexedAt: '2026-11-24T06:01:00.000Z' },
    });
  });

  it('does not guess where the add-on does not tell its readers apart', () => {
    expect(
      factsOf({ inputs: fact([input(), archive]), ingested: fact([]) })
        .arrivals,
    ).toMatchObject({
      unavailable: expect.stringContaining('archive reads the same event hub'),
    });
  });

  it('shows no input and no log on the strength of a name', () => {
    const { input: found, readerErrors } = factsOf({
      inputs: fact([input({ eventHubName: 'of-another-team' })]),
      readerErrors: fact([
        {
          datainput: 'siem-forwarder-ot-alerts',
          count: '3',
          last: '1795500000',
          sample: 'somebody else’s trouble',
        },
      ]),
    });
    expect(found).toEqual(fact(undefined));
    expect(readerErrors).toEqual(fact({ count: 0 }));
  });
});

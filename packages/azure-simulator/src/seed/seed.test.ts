import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCredentials } from '../Credentials';
import { idKey, nameOf } from '../ids/armId';
import { demoForwarders } from './demoForwarders';
import { plants, vaultName } from './demoIds';
import { forwardersYaml } from './forwardersYaml';
import { seedDemo } from './seedDemo';
import { seedEmpty } from './seedEmpty';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const now = Date.parse('2026-11-24T08:00:00Z');
const context = { now, credentials: createCredentials({}) };
const day = 24 * 3_600_000;

describe('the demo seed', () => {
  const state = seedDemo(context);
  const workspaceOf = (name: keyof typeof plants) =>
    state.workspaces[idKey(plants[name].workspaceId)];
  const rowsOf = (name: keyof typeof plants, table: string) =>
    workspaceOf(name).tables[table.toLowerCase()].rows;

  it('has three workspaces with a month of rows, each in its own way', () => {
    const ages = rowsOf('austin', 'SecurityIncident').map(
      row => (now - row.ingestedAt) / day,
    );
    expect(Math.max(...ages)).toBeGreaterThan(29);
    // Lively: an incident within the last half hour.
    expect(Math.min(...ages) * 24 * 60).toBeLessThan(30);
    expect(rowsOf('lyon', 'SecurityIncident')).toEqual([]);
    const lyon = rowsOf('lyon', 'SecurityAlert');
    expect(lyon.length).toBeGreaterThan(100);
    expect(lyon[lyon.length - 1].ingestedAt).toBeLessThan(now - 8 * day);
    expect(
      rowsOf('osaka', 'SecurityAlert').filter(
        row => row.columns.ProviderName === 'IoTSecurity',
      ),
    ).toEqual([]);
    expect(rowsOf('osaka', 'SecurityIncident').length).toBeGreaterThan(20);
  });

  it('leaves room for rules of a newcomer', () => {
    for (const name of Object.keys(plants) as (keyof typeof plants)[]) {
      expect(
        Object.keys(workspaceOf(name).dataExports).length,
      ).toBeLessThanOrEqual(7);
    }
  });

  it.each(
    demoForwarders.map(forwarder => [forwarder.name, forwarder] as const),
  )(
    'has the resources that %s points to',
    (name, { annotations, expected }) => {
      const ruleId = annotations['siem-forwarder/export-rule'];
      const [workspaceId] = ruleId.split('/dataExports/');
      const rule =
        state.workspaces[idKey(workspaceId)].dataExports[nameOf(ruleId)];
      expect(rule.enable).toBe(expected.check !== 'export/rule-enabled');
      const hubId = annotations['siem-forwarder/event-hub'];
      const [namespaceId, hubName] = hubId.split('/eventhubs/');
      const hub = state.namespaces[idKey(namespaceId)].eventHubs[hubName];
      expect(hub !== undefined).toBe(expected.check !== 'transport/hub-active');
      const appId = annotations['siem-forwarder/application-id'];
      const application = Object.values(state.directory.applications).find(
        candidate => candidate.appId === appId,
      );
      const [password] = application?.passwordCredentials ?? [];
      const daysLeft = (Date.parse(password.endDateTime) - now) / day;
      expect(daysLeft > 0).toBe(name !== 'austin-paint-shop');
      expect(daysLeft > 0 && daysLeft < 30).toBe(name === 'austin-archive');
      const principal = Object.values(state.directory.servicePrincipals).find(
        candidate => candidate.appId === appId,
      );
      expect(
        Object.values(state.roleAssignments).some(
          assignment => assignment.principalId === principal?.id,
        ),
      ).toBe(expected.check !== 'access/receiver-role');
      const input = state.splunk.inputs[name];
      expect(input.disabled).toBe(expected.check === 'delivery/input-enabled');
      expect(input.fields).toMatchObject({
        event_hub_name: hubName,
        consumer_group: annotations['siem-forwarder/consumer-group'],
      });
    },
  );

  it('has really moved rows of the healthy forwarders, until now', () => {
    for (const [hub, table] of [
      ['incidents', 'SecurityIncident'],
      ['alerts', 'SecurityAlert'],
    ]) {
      const arrived = state.splunk.events.filter(
        event =>
          event.sourcetype === 'mscs:azure:eventhub' &&
          event.source ===
            `eventhub://evhns-ot-austin.servicebus.windows.net/${hub};`,
      );
      const newest = Math.max(...arrived.map(event => event.indexTime));
      expect(now - newest).toBeLessThan(3_600_000);
      const rows = rowsOf('austin', table).filter(
        row => row.ingestedAt > now - day,
      );
      const recent = arrived.filter(event => event.time > now - day);
      // Readers of one hub index the same rows into the same source.
      expect(recent.length).toBeGreaterThanOrEqual(rows.length - 5);
    }
  });

  it('is the same in every run, but for the secrets of the portal', () => {
    const fleet = (seed: typeof state) =>
      Object.values(seed.directory.applications).map(({ id, appId }) => [
        id,
        appId,
      ]);
    const again = seedDemo({
      now,
      credentials: createCredentials({ SIMULATOR_SWEEPER_SECRET: 'given' }),
    });
    expect(fleet(again)).toEqual(fleet(state));
    expect(JSON.stringify(again.directory)).toContain('"given"');
    expect(again.workspaces[idKey(plants.austin.workspaceId)].tables).toEqual(
      state.workspaces[idKey(plants.austin.workspaceId)].tables,
    );
  });

  it('is what examples/forwarders.yaml says', () => {
    const file = join(__dirname, '../../../../examples/forwarders.yaml');
    // When this fails: yarn simulator examples --output examples/forwarders.yaml
    expect(readFileSync(file, 'utf8')).toBe(forwardersYaml());
  });
});

describe('the empty seed', () => {
  it('has the plants, the identities and a vault, but nothing forwarded', () => {
    const state = seedEmpty(context);
    expect(Object.keys(state.vaults)).toEqual([vaultName]);
    expect(Object.values(state.workspaces).map(({ name }) => name)).toEqual([
      'law-ot-austin',
      'law-ot-lyon',
      'law-ot-osaka',
    ]);
    expect(state.namespaces).toEqual({});
    expect(state.splunk.inputs).toEqual({});
  });
});

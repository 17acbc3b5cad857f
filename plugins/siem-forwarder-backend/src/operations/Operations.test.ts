import { TestDatabases } from '@backstage/backend-test-utils';
import {
  provisioningSteps,
  StepResult,
} from 'backstage-plugin-siem-forwarder-common';
import {
  ACTOR,
  AUSTIN,
  OperationsFixture,
  specOf,
  startOperations,
  writesTo,
} from './__testUtils__/operationsFixture';
import { readKeyVaults } from './readKeyVaults';

jest.setTimeout(180_000);

const NAMESPACE = AUSTIN.replace(
  'Microsoft.OperationalInsights/workspaces/law-ot-austin',
  'Microsoft.EventHub/namespaces/evhns-test-austin',
);
const HUB = `${NAMESPACE}/eventhubs/defender-iot`;
const RULE = `${AUSTIN}/dataExports/export-ot-alerts`;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DAY_MS = 24 * 60 * 60 * 1000;

const freshNamespace = (name: string) => ({
  name: `evhns-${name}`,
  tier: 'Standard' as const,
  capacity: 1,
});

describe('Operations', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let fixture: OperationsFixture;
  let results: StepResult[];
  let secret: string;

  beforeAll(async () => {
    fixture = await startOperations(await databases.init('SQLITE_3'));
    results = await fixture.provision('task-1');
    const { vaults } = await fixture.cloud.control.state();
    secret =
      vaults['kv-ot-siem'].secrets['siem-forwarder-ot-alerts'].versions[0]
        .value;
  });
  afterAll(() => fixture?.cloud.stop());

  /** The state of the simulator, as far as it belongs to the forwarder. */
  async function made() {
    const state = await fixture.cloud.control.state();
    const application = Object.values(state.directory.applications).filter(
      ({ uniqueName }) => uniqueName === 'siem-forwarder-ot-alerts',
    );
    const namespace = state.namespaces[NAMESPACE.toLowerCase()];
    const workspace = state.workspaces[AUSTIN.toLowerCase()];
    return { state, application, namespace, workspace };
  }

  it('makes exactly what the article asks for', async () => {
    const { state, application, namespace, workspace } = await made();

    expect(application).toHaveLength(1);
    const [app] = application;
    expect(app).toMatchObject({
      displayName: 'siem-forwarder-ot-alerts',
      signInAudience: 'AzureADMyOrg',
      requiredResourceAccess: [],
      passwordCredentials: [
        { displayName: 'siem-forwarder:task-1', secretText: secret },
      ],
    });
    const [password] = app.passwordCredentials;
    const lifetime =
      new Date(password.endDateTime).getTime() -
      new Date(password.startDateTime).getTime();
    expect(lifetime / DAY_MS).toBeCloseTo(180, 1);

    expect(namespace).toMatchObject({
      location: 'eastus2',
      tier: 'Standard',
      capacity: 1,
      minimumTlsVersion: '1.2',
      disableLocalAuth: false,
      tags: {
        'siem-forwarder': 'ot-alerts',
        'siem-forwarder-operation': 'task-1',
      },
    });
    expect(Object.keys(namespace.eventHubs)).toEqual(['defender-iot']);
    expect(namespace.eventHubs['defender-iot']).toMatchObject({
      partitionCount: 4,
      retentionHours: 168,
      cleanupPolicy: 'Delete',
      consumerGroups: {
        $default: { name: '$Default' },
        siem: { name: 'siem' },
      },
    });

    const principal = Object.values(state.directory.servicePrincipals).find(
      ({ appId }) => appId === app.appId,
    );
    const roles = Object.values(state.roleAssignments).filter(
      ({ principalId }) => principalId === principal?.id,
    );
    expect(roles).toMatchObject([
      {
        scope: HUB,
        roleDefinitionGuid: 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde',
        principalType: 'ServicePrincipal',
      },
    ]);

    expect(workspace.dataExports['export-ot-alerts']).toMatchObject({
      tableNames: ['SecurityIncident'],
      destinationId: NAMESPACE,
      eventHubName: 'defender-iot',
      enable: true,
    });

    expect(state.splunk.accounts['siem-forwarder-ot-alerts']).toMatchObject({
      clientId: app.appId,
      clientSecret: secret,
      tenantId: state.directory.tenantId,
      accountClassType: '1',
    });
    expect(state.splunk.inputs['siem-forwarder-ot-alerts']).toMatchObject({
      disabled: false,
      fields: {
        account: 'siem-forwarder-ot-alerts',
        event_hub_namespace: 'evhns-test-austin.servicebus.windows.net',
        event_hub_name: 'defender-iot',
        consumer_group: 'siem',
        sourcetype: 'mscs:azure:eventhub',
        index: 'ot_security',
      },
    });

    const stored =
      state.vaults['kv-ot-siem'].secrets['siem-forwarder-ot-alerts'];
    expect(stored.versions).toMatchObject([
      {
        value: password.secretText,
        tags: {
          clientId: app.appId,
          keyId: password.keyId,
          forwarder: 'ot-alerts',
          operation: 'task-1',
        },
        expires: Math.floor(new Date(password.endDateTime).getTime() / 1000),
      },
    ]);
  });

  it('sends Azure nothing but the requests of the official SDKs', async () => {
    const requests = (await fixture.cloud.control.requests()).filter(
      ({ service }) => !service.startsWith('splunk'),
    );
    expect([...new Set(requests.map(({ service }) => service))].sort()).toEqual(
      ['graph', 'keyVault', 'login', 'logs', 'resourceManager'],
    );
    // All of Microsoft's clients send through their common pipeline.
    const agents = requests.map(({ userAgent }) => userAgent ?? '');
    expect(
      agents.filter(agent => !/core-rest-pipeline\/\d/.test(agent)),
    ).toEqual([]);
    const joined = agents.join('\n');
    for (const client of [
      'azsdk-js-arm-eventhub',
      'azsdk-js-arm-operationalinsights',
      'azsdk-js-arm-authorization',
      'azsdk-js-identity',
      'azsdk-js-keyvault-secrets',
    ]) {
      expect(joined).toContain(client);
    }
  });

  it('answers with the values to note, an arrival and the entity', async () => {
    const { application } = await made();
    expect(results.map(({ step, status }) => [step, status])).toEqual(
      provisioningSteps.map(step => [step, 'done']),
    );
    expect(results.at(-1)?.outputs).toMatchObject({
      entityRef: 'resource:default/ot-alerts',
      applicationName: 'siem-forwarder-ot-alerts',
      clientId: application[0].appId,
      tenantId: '72f9a1c4-5b1e-4d0a-9c57-3f0b2e6ddb47',
      secretId: application[0].passwordCredentials[0].keyId,
      secretLocation:
        'Key Vault kv-ot-siem, secret siem-forwarder-ot-alerts and SOC Splunk',
      hostName: 'evhns-test-austin.servicebus.windows.net',
      eventHubName: 'defender-iot',
      consumerGroup: 'siem',
      exportRuleName: 'export-ot-alerts',
      search: 'sourcetype="mscs:azure:eventhub"',
      proof: 'arrival',
    });
    const operation = await fixture.operations.get('task-1');
    expect(operation).toMatchObject({ status: 'done', actor: ACTOR });
    expect(operation.values.map(({ id }) => id)).toEqual([
      'display-name',
      'client-id',
      'tenant-id',
      'secret-id',
      'secret-location',
      'host-name',
      'event-hub',
      'consumer-group',
      'rule-name',
      'search',
    ]);
    expect(fixture.registered).toEqual(['resource:default/ot-alerts']);
    const registration = await fixture.store.getRegistration(
      'resource:default/ot-alerts',
    );
    expect(registration?.entity).toMatchObject({
      kind: 'Resource',
      metadata: {
        name: 'ot-alerts',
        annotations: {
          'siem-forwarder/export-rule': RULE,
          'siem-forwarder/event-hub': HUB,
          'siem-forwarder/application-id': application[0].appId,
          'siem-forwarder/tables': 'SecurityIncident',
          'siem-forwarder/siem': 'soc-splunk',
          'siem-forwarder/consumer-group': 'siem',
        },
      },
      spec: { type: 'siem-forwarder', owner: 'group:default/plant-austin' },
    });
  });

  it('journals every write before it is sent, with its outcome', async () => {
    const journal = await fixture.store.listJournal('task-1');
    expect(
      journal.map(({ step, action, outcome }) => [step, action, outcome]),
    ).toEqual([
      ['namespace:begin', 'create', 'done'],
      ['application:register', 'create', 'done'],
      ['application:register', 'create', 'done'],
      ['siem:connect', 'create', 'done'],
      ['siem:connect', 'create', 'done'],
      ['siem:connect', 'create', 'done'],
      ['event-hub:create', 'create', 'done'],
      ['event-hub:create', 'create', 'done'],
      ['receiver:assign', 'create', 'done'],
      ['export-rule:create', 'create', 'done'],
      ['forwarder:register', 'create', 'done'],
    ]);
    expect(await fixture.store.hasCreated(HUB.toUpperCase())).toBe(true);
    expect(journal[3].resourceId).toMatch(GUID);
  });

  it('writes nothing when it is run again with the same values', async () => {
    const before = await made();
    await fixture.cloud.control.clearRequests();
    const again = await fixture.provision('task-2');
    expect(await writesTo(fixture.cloud)).toEqual([]);
    const changes = again
      .filter(({ step }) => step !== 'prerequisites:check')
      .flatMap(result => result.changes.map(({ action }) => action));
    expect(new Set(changes)).toEqual(new Set(['adopt']));
    expect(await fixture.store.listJournal('task-2')).toEqual([]);
    const after = await made();
    expect(after.application).toEqual(before.application);
    expect(after.state.splunk.accounts).toEqual(before.state.splunk.accounts);
  });

  it('keeps the secret in Key Vault and in the SIEM, and nowhere else', async () => {
    expect(secret.length).toBeGreaterThanOrEqual(16);
    const forms = [
      secret,
      Buffer.from(secret).toString('base64'),
      Buffer.from(secret).toString('base64').slice(0, -4),
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
    ];
    const tables = [
      'operations',
      'operation_steps',
      'operation_journal',
      'registrations',
    ];
    const places: Record<string, unknown> = {
      results,
      operation: await fixture.operations.get('task-1'),
      logs: Object.values(fixture.logger).flatMap(method =>
        jest.isMockFunction(method) ? method.mock.calls : [],
      ),
      ...Object.fromEntries(
        await Promise.all(
          tables.map(async table => [table, await fixture.db(table).select()]),
        ),
      ),
    };
    for (const [place, content] of Object.entries(places)) {
      const text = JSON.stringify(content);
      expect(text.length).toBeGreaterThan(1);
      expect([place, forms.filter(form => text.includes(form))]).toEqual([
        place,
        [],
      ]);
    }
  });

  it('repeats the answers of a finished operation and does nothing', async () => {
    await fixture.cloud.control.clearRequests();
    expect(
      await fixture.operations.runStep('task-1', 'export-rule:create'),
    ).toEqual(results[7]);
    expect(await fixture.cloud.control.requests()).toEqual([]);
  });

  it('opens again for the same specification and refuses another', async () => {
    const open = (spec = specOf(), actor = ACTOR) =>
      fixture.operations.open({ id: 'task-1', spec, dryRun: false, actor });
    await expect(open()).resolves.toMatchObject({ id: 'task-1' });
    await expect(open(specOf({ content: 'alerts' }))).rejects.toThrow(
      "The operation 'task-1' is open for another specification or user; start a new run, or press Retry on the forwarder's page",
    );
    await expect(open(specOf(), 'user:default/mallory')).rejects.toThrow(
      'start a new run',
    );
  });

  it('runs no step before the prerequisites have been checked', async () => {
    // As a template can ask for it: a failed check, then steps with `always()`.
    const id = 'task-unchecked';
    await fixture.operations.open({
      id,
      spec: specOf({ name: 'unchecked', siem: 'soc-nowhere' }),
      dryRun: false,
      actor: ACTOR,
    });
    await fixture.cloud.control.clearRequests();
    const refused = /cannot run before 'prerequisites:check'/;
    for (const step of provisioningSteps.slice(1)) {
      await expect(fixture.operations.runStep(id, step)).rejects.toThrow(
        refused,
      );
    }
    expect(await fixture.cloud.control.requests()).toEqual([]);
    await expect(
      fixture.operations.runStep(id, 'prerequisites:check'),
    ).rejects.toThrow();
    await expect(
      fixture.operations.runStep(id, 'application:register'),
    ).rejects.toThrow(refused);
  });

  it('does not let one owner continue what another has begun', async () => {
    const spec = specOf({ name: 'begun', namespace: freshNamespace('begun') });
    const open = (id: string, owner: string) =>
      fixture.operations.open({
        id,
        spec: { ...spec, owner },
        dryRun: false,
        actor: ACTOR,
      });
    // Two runs at the same moment: the first that writes has the name.
    await open('task-begun', spec.owner);
    await open('task-late', 'group:default/soc');
    await fixture.run('task-begun', 'prerequisites:check');
    await fixture.run('task-late', 'prerequisites:check');
    await fixture.run('task-begun', 'application:register');
    const refusal = /name: 'begun' is being made by another owner's run/;
    await expect(
      fixture.operations.runStep('task-late', 'application:register'),
    ).rejects.toThrow(refusal);
    await expect(open('task-later', 'group:default/soc')).rejects.toThrow(
      refusal,
    );
  });

  it('lets two runs of one forwarder write one after the other', async () => {
    const claim = (id: string) =>
      fixture.store.claim(id, '2026-01-01T00:00:00Z', '2026-01-01T00:01:00Z');
    await fixture.operations.open({
      id: 'task-begun-again',
      spec: specOf({ name: 'begun', namespace: freshNamespace('begun') }),
      dryRun: false,
      actor: ACTOR,
    });
    const token = await claim('task-begun');
    expect(token).toBeDefined();
    expect(await claim('task-begun-again')).toBeUndefined();
    await fixture.store.release('task-begun', token!);
    expect(await claim('task-begun-again')).toBeDefined();
  });

  it('adopts no application or vault secret on the strength of its name', async () => {
    const { entra, keyVaults } = fixture.tenant.provisioner!;
    await entra.upsertApplication({
      uniqueName: 'siem-forwarder-foreign',
      displayName: 'Of another portal',
      requestGraphPermission: false,
      notes: '',
    });
    const plan = await fixture.operations.plan(
      specOf({ name: 'foreign', namespace: freshNamespace('foreign') }),
    );
    expect(plan.problems).toMatchObject([
      { field: 'name', code: 'application-not-ours' },
    ]);

    const { url } = readKeyVaults(fixture.cloud.rootConfig)[0];
    await keyVaults.set(url, 'siem-forwarder-kept', {
      value: 'of somebody else',
      contentType: 'text/plain',
      expiresAt: new Date(Date.now() + DAY_MS).toISOString(),
      tags: { team: 'other' },
    });
    await fixture.operations.open({
      id: 'task-kept',
      spec: specOf({ name: 'kept', namespace: freshNamespace('kept') }),
      dryRun: false,
      actor: ACTOR,
    });
    for (const step of [
      'prerequisites:check',
      'application:register',
    ] as const) {
      await fixture.run('task-kept', step);
    }
    await expect(
      fixture.operations.runStep('task-kept', 'siem:connect'),
    ).rejects.toThrow(/secret siem-forwarder-kept was not made for this/);
    expect(await keyVaults.getValue(url, 'siem-forwarder-kept')).toBe(
      'of somebody else',
    );
  });

  it('changes only what drifted, and keeps foreign tables of the rule', async () => {
    const { control } = fixture.cloud;
    await control.patchRule(RULE, { enable: false });
    // Both the rule and the SIEM tell times in whole seconds.
    await new Promise(resolve => setTimeout(resolve, 1_100));
    const broughtBackFrom = `${(await control.now()).slice(0, 19)}.000Z`;
    await control.clearRequests();
    const [id, spec] = ['task-3', specOf({ content: 'both' })] as const;
    await fixture.operations.open({ id, spec, dryRun: false, actor: ACTOR });
    await fixture.passPrerequisites(id);
    const drifted: string[] = [];
    for (const step of provisioningSteps.slice(1, 8)) {
      const { changes } = await fixture.run(id, step);
      drifted.push(
        ...changes
          .filter(({ action }) => action !== 'adopt')
          .map(({ step: where, action, difference }) =>
            [where, action, difference].join('|'),
          ),
      );
    }
    expect(drifted).toEqual([
      'export-rule:create|change|Now it is disabled, and it does not export SecurityAlert.',
    ]);
    const { workspace } = await made();
    expect(workspace.dataExports['export-ot-alerts']).toMatchObject({
      enable: true,
      tableNames: ['SecurityIncident', 'SecurityAlert'],
    });
    // Rows that arrived before the rule came back prove nothing of it; the
    // plant may have made another one meanwhile.
    const { status, outputs } = await fixture.operations.runStep(
      id,
      'forwarding:verify',
    );
    expect(
      status === 'waiting' || (outputs.lastEventAt ?? '') >= broughtBackFrom,
    ).toBe(true);
    await control.createIncident(AUSTIN);
    await expect(fixture.run(id, 'forwarding:verify')).resolves.toMatchObject({
      outputs: { proof: 'arrival' },
    });
  });

  it('plans what exists as it is, vault and SIEM included', async () => {
    const plan = await fixture.operations.plan(specOf({ content: 'both' }));
    expect(plan.problems).toEqual([]);
    expect(plan.changes.filter(({ action }) => action !== 'adopt')).toEqual([]);
    expect(
      plan.changes
        .filter(({ step }) => step === 'siem:connect')
        .map(({ resource }) => resource),
    ).toEqual([
      expect.stringMatching(/^client secret/),
      expect.stringMatching(/^Key Vault kv-ot-siem/),
      expect.stringMatching(/account siem-forwarder-ot-alerts/i),
      expect.stringMatching(/input siem-forwarder-ot-alerts/i),
    ]);
  });

  it('goes on with no SIEM that the owner may not use any more', async () => {
    const id = 'task-unfriended';
    await fixture.operations.open({
      id,
      spec: specOf({
        name: 'unfriended',
        namespace: freshNamespace('unfriended'),
      }),
      dryRun: false,
      actor: ACTOR,
    });
    await fixture.passPrerequisites(id);
    const mayUse = jest.spyOn(fixture.siems, 'mayUse').mockReturnValue(false);
    const step = fixture.operations.runStep(id, 'application:register');
    await expect(step).rejects.toThrow(/may not forward to 'soc-splunk'/);
    mayUse.mockRestore();
  });

  it('writes nothing in a dry run, and says what it would do', async () => {
    const spec = specOf({
      name: 'dry',
      namespace: { name: 'evhns-dry-run', tier: 'Standard', capacity: 1 },
    });
    await fixture.cloud.control.clearRequests();
    const dry = await fixture.provision('dry-run-1', spec, { dryRun: true });
    expect(await writesTo(fixture.cloud)).toEqual([]);
    expect(dry.every(({ status }) => status === 'done')).toBe(true);
    expect(dry[1].message).toBe(
      'Would create Standard namespace evhns-dry-run in rg-ot-security.',
    );
    expect(await fixture.store.getRegistration('resource:default/dry')).toBe(
      undefined,
    );
  });
});

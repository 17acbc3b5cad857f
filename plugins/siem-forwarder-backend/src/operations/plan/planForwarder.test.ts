import { TestDatabases } from '@backstage/backend-test-utils';
import { ArmResourceId } from '../../azure/ArmResourceId';
import { ForwarderSpec, Problem } from 'backstage-plugin-siem-forwarder-common';
import {
  AUSTIN,
  LYON,
  OperationsFixture,
  OSAKA,
  specOf,
  startOperations,
  writesTo,
} from '../__testUtils__/operationsFixture';

jest.setTimeout(120_000);

const PROVISIONER = '8c2d4e6f-1a3b-4c5d-9e7f-0b1c2d3e4f55';
const SUBSCRIPTION = 'a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10';
const namespace = (
  changes: Partial<ForwarderSpec['namespace']>,
): Partial<ForwarderSpec> => ({
  namespace: { ...specOf().namespace, ...changes },
});
const eventHub = (
  changes: Partial<ForwarderSpec['eventHub']>,
): Partial<ForwarderSpec> => ({
  eventHub: { ...specOf().eventHub, ...changes },
});

type Control = OperationsFixture['cloud']['control'];

interface Case {
  title: string;
  spec: Partial<ForwarderSpec>;
  /** Puts the simulator into a state. */
  given?: (control: Control, fixture: OperationsFixture) => Promise<unknown>;
  /** Only a reset undoes it; faults are lifted anyhow. */
  resets?: boolean;
  field: string;
  code: string;
  /** Value that the message names. */
  names: string;
  /** What the remedy says. */
  remedy: RegExp;
}

const cases: Case[] = [
  {
    title: 'workspace that is no ARM id',
    spec: { workspaceId: 'law-ot-austin' },
    field: 'workspaceId',
    code: 'workspace-id-invalid',
    names: 'law-ot-austin',
    remedy: /Choose a workspace/,
  },
  {
    title: 'unknown workspace',
    spec: {
      owner: 'group:default/soc',
      workspaceId: AUSTIN.replace('law-ot-austin', 'law-nowhere'),
    },
    field: 'workspaceId',
    code: 'workspace-not-found',
    names: 'law-nowhere',
    remedy: /Choose a workspace/,
  },
  {
    title: "workspace outside the owner's scope",
    spec: { workspaceId: LYON },
    field: 'workspaceId',
    code: 'workspace-out-of-scope',
    names: 'group:default/plant-austin',
    remedy: /siemForwarder\.scopes/,
  },
  {
    title: "resource group outside the owner's scope",
    spec: namespace({ resourceGroup: 'rg-of-somebody' }),
    field: 'namespace.resourceGroup',
    code: 'resource-group-out-of-scope',
    names: 'rg-of-somebody',
    remedy: /siemForwarder\.scopes/,
  },
  {
    title: 'resource group that is missing',
    spec: {
      owner: 'group:default/soc',
      ...namespace({ resourceGroup: 'rg-missing' }),
    },
    field: 'namespace.resourceGroup',
    code: 'resource-group-missing',
    names: 'rg-missing',
    remedy: /Create it/,
  },
  {
    title: 'workspace without Microsoft Sentinel',
    spec: {},
    given: control =>
      control.fault({
        service: 'resourceManager',
        method: 'GET',
        pathPattern: 'law-ot-austin/.*/onboardingStates',
        status: 404,
        code: 'NotFound',
      }),
    field: 'workspaceId',
    code: 'sentinel-missing',
    names: 'law-ot-austin',
    remedy: /Add Microsoft Sentinel/,
  },
  {
    title: 'workspace without the IoT connector',
    spec: { owner: 'group:default/plant-osaka', workspaceId: OSAKA },
    field: 'workspaceId',
    code: 'iot-connector-missing',
    names: 'law-ot-osaka',
    remedy: /Prepare the source/,
  },
  {
    title: 'incidents where nothing creates them',
    spec: { owner: 'group:default/plant-lyon', workspaceId: LYON },
    field: 'content',
    code: 'incidents-not-created',
    names: 'law-ot-lyon',
    remedy: /alerts instead/,
  },
  {
    title: 'table that is missing',
    spec: {},
    given: control =>
      control.fault({
        service: 'resourceManager',
        method: 'GET',
        pathPattern: 'law-ot-austin/tables/SecurityIncident',
        status: 404,
        code: 'ResourceNotFound',
      }),
    field: 'content',
    code: 'table-missing',
    names: 'SecurityIncident',
    remedy: /first row/,
  },
  {
    title: 'namespace in another region',
    spec: {
      owner: 'group:default/soc',
      workspaceId: LYON,
      ...namespace({
        name: 'evhns-ot-austin',
        resourceGroup: 'rg-ot-security',
      }),
    },
    field: 'namespace.name',
    code: 'region-mismatch',
    names: 'eastus2',
    remedy: /francecentral/,
  },
  {
    title: 'namespace of a lower tier',
    spec: namespace({ name: 'evhns-ot-austin', tier: 'Premium' }),
    field: 'namespace.tier',
    code: 'tier-too-low',
    names: 'Standard',
    remedy: /new namespace name/,
  },
  {
    title: 'namespace name of somebody else',
    spec: namespace({ name: 'contoso-security' }),
    field: 'namespace.name',
    code: 'namespace-name-taken',
    names: 'contoso-security',
    remedy: /another name/,
  },
  {
    title: 'namespace name that is invalid',
    spec: namespace({ name: '1-bad_name' }),
    field: 'namespace.name',
    code: 'namespace-name-invalid',
    names: '1-bad_name',
    remedy: /6 to 50/,
  },
  {
    title: 'Basic tier with a consumer group of its own',
    spec: {
      ...namespace({ tier: 'Basic' }),
      ...eventHub({ retentionHours: 24 }),
    },
    field: 'eventHub.consumerGroup',
    code: 'consumer-group-needs-standard',
    names: "'siem'",
    remedy: /\$Default/,
  },
  {
    title: 'retention beyond the Basic tier',
    spec: {
      ...namespace({ tier: 'Basic' }),
      ...eventHub({ retentionHours: 25, consumerGroup: '$Default' }),
    },
    field: 'eventHub.retentionHours',
    code: 'retention-out-of-range',
    names: '25 hours',
    remedy: /1 to 24 hours/,
  },
  {
    title: 'retention beyond the Standard tier',
    spec: eventHub({ retentionHours: 169 }),
    field: 'eventHub.retentionHours',
    code: 'retention-out-of-range',
    names: '169 hours',
    remedy: /1 to 168 hours/,
  },
  {
    title: 'retention beyond the Premium tier',
    spec: {
      ...namespace({ tier: 'Premium' }),
      ...eventHub({ retentionHours: 2161 }),
    },
    field: 'eventHub.retentionHours',
    code: 'retention-out-of-range',
    names: '2161 hours',
    remedy: /1 to 2160 hours/,
  },
  {
    title: 'too many partitions for Standard',
    spec: eventHub({ partitionCount: 33 }),
    field: 'eventHub.partitionCount',
    code: 'partition-count-out-of-range',
    names: '33',
    remedy: /1 to 32/,
  },
  {
    title: 'too many partitions for Premium',
    spec: {
      ...namespace({ tier: 'Premium' }),
      ...eventHub({ partitionCount: 101 }),
    },
    field: 'eventHub.partitionCount',
    code: 'partition-count-out-of-range',
    names: '101',
    remedy: /1 to 100/,
  },
  {
    title: 'capacity out of range',
    spec: namespace({ capacity: 0 }),
    field: 'namespace.capacity',
    code: 'capacity-out-of-range',
    names: '0 throughput units',
    remedy: /1 to 40/,
  },
  {
    title: 'unknown SIEM instance',
    spec: { siem: 'soc-nowhere' },
    field: 'siem',
    code: 'siem-unknown',
    names: 'soc-nowhere',
    remedy: /siemForwarder\.siems/,
  },
  {
    title: 'SIEM that cannot be reached',
    spec: {},
    given: control => control.stopSplunk(),
    resets: true,
    field: 'siem',
    code: 'siem-unreachable',
    names: 'SOC Splunk',
    remedy: /./,
  },
  {
    title: 'SIEM whose token is refused',
    spec: {},
    given: control =>
      control.fault({
        service: 'splunkManagement',
        pathPattern: 'current-context',
        status: 401,
      }),
    field: 'siem',
    code: 'siem-token-refused',
    names: 'SOC Splunk',
    remedy: /token/i,
  },
  {
    title: 'SIEM without its add-on',
    spec: {},
    given: control => control.setSplunkAddOn(false),
    resets: true,
    field: 'siem',
    code: 'siem-add-on-missing',
    names: 'SOC Splunk',
    remedy: /./,
  },
  {
    title: 'no place for the secret',
    spec: { siem: 'soc-elastic', secret: { lifetimeDays: 180 } },
    field: 'secret.keyVault',
    code: 'secret-without-place',
    names: 'SOC Elastic',
    remedy: /Choose a key vault/,
  },
  {
    title: 'unknown key vault',
    spec: { secret: { lifetimeDays: 180, keyVault: 'kv-nowhere' } },
    field: 'secret.keyVault',
    code: 'key-vault-unknown',
    names: 'kv-nowhere',
    remedy: /kv-ot-siem/,
  },
  {
    title: 'key vault that refuses the portal',
    spec: {},
    given: control =>
      control.removeRoleAssignment(PROVISIONER, {
        roleName: 'Key Vault Secrets Officer',
      }),
    resets: true,
    field: 'secret.keyVault',
    code: 'key-vault-not-reachable',
    names: 'kv-ot-siem',
    remedy: /Key Vault Secrets Officer/,
  },
  {
    title: 'portal that may not make namespaces',
    spec: {},
    given: control =>
      control.removeRoleAssignment(PROVISIONER, { roleName: 'Contributor' }),
    resets: true,
    field: 'namespace.name',
    code: 'right-missing',
    names: 'Microsoft.EventHub/namespaces/write',
    remedy: /'Contributor' at .*rg-ot-security/,
  },
  {
    title: 'portal that may not assign roles',
    spec: {},
    given: control =>
      control.removeRoleAssignment(PROVISIONER, {
        roleName: 'Role Based Access Control Administrator',
      }),
    resets: true,
    field: 'roleScope',
    code: 'right-missing',
    names: 'Microsoft.Authorization/roleAssignments/write',
    remedy: /'Role Based Access Control Administrator' at .*rg-ot-security/,
  },
  {
    title: 'portal that may not make export rules',
    spec: {},
    given: async control => {
      await control.removeRoleAssignment(PROVISIONER, {
        roleName: 'Contributor',
      });
      await control.removeRoleAssignment(PROVISIONER, {
        roleName: 'Log Analytics Contributor',
      });
    },
    resets: true,
    field: 'workspaceId',
    code: 'right-missing',
    names: 'Microsoft.OperationalInsights/workspaces/dataexports/write',
    remedy: /'Log Analytics Contributor' at .*law-ot-austin/,
  },
  {
    title: 'Microsoft.Insights not registered',
    spec: {},
    given: control =>
      control.setProvider(SUBSCRIPTION, 'Microsoft.Insights', false),
    resets: true,
    field: 'workspaceId',
    code: 'insights-not-registered',
    names: SUBSCRIPTION,
    remedy: /az provider register --namespace Microsoft\.Insights/,
  },
  {
    title: 'secret that lives too long for us',
    spec: { secret: { lifetimeDays: 181, keyVault: 'kv-ot-siem' } },
    field: 'secret.lifetimeDays',
    code: 'secret-lifetime-out-of-range',
    names: '181 days',
    remedy: /1 to 180/,
  },
  {
    title: 'application that is not there',
    spec: {
      application: { clientId: '11111111-2222-4333-8444-555555555555' },
    },
    field: 'application.clientId',
    code: 'application-not-found',
    names: '11111111-2222-4333-8444-555555555555',
    remedy: /leave it empty/,
  },
  {
    title: 'application of somebody else',
    spec: {
      application: { clientId: '99999999-2222-4333-8444-555555555555' },
    },
    field: 'application.clientId',
    code: 'application-out-of-scope',
    names: '99999999-2222-4333-8444-555555555555',
    remedy: /siemForwarder\.scopes\[\]\.applications/,
  },
  {
    title: 'client id that is none',
    spec: { application: { clientId: 'my-app' } },
    field: 'application.clientId',
    code: 'client-id-invalid',
    names: 'my-app',
    remedy: /Application \(client\) ID/,
  },
  {
    title: 'name against the pattern',
    spec: { name: 'OT_Alerts' },
    field: 'name',
    code: 'name-invalid',
    names: 'OT_Alerts',
    remedy: /3 to 40/,
  },
  {
    title: 'name of another entity',
    spec: { name: 'taken-name' },
    given: async (_, { otherEntities }) =>
      otherEntities.set('resource:default/taken-name', {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: { name: 'taken-name' },
      }),
    field: 'name',
    code: 'name-taken',
    names: 'taken-name',
    remedy: /another name/,
  },
  {
    title: 'event hub with another partition count',
    spec: {
      ...namespace({ name: 'evhns-ot-austin' }),
      ...eventHub({ name: 'line-3', partitionCount: 7 }),
    },
    field: 'eventHub.partitionCount',
    code: 'partition-count-differs',
    names: 'not 7',
    remedy: /new event hub name/,
  },
  {
    title: 'event hub that another rule fills',
    spec: {
      ...namespace({ name: 'evhns-ot-austin' }),
      ...eventHub({ name: 'line-3' }),
    },
    field: 'eventHub.name',
    code: 'event-hub-has-other-rule',
    names: 'export-line-3',
    remedy: /another event hub name/,
  },
];

const errorsOf = (problems: Problem[]) =>
  problems.filter(({ severity }) => severity === 'error');

describe('planForwarder', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let fixture: OperationsFixture;

  beforeAll(async () => {
    fixture = await startOperations(await databases.init('SQLITE_3'));
  });
  afterAll(() => fixture?.cloud.stop());

  it('has nothing against the defaults of the form', async () => {
    await fixture.cloud.control.clearRequests();
    const plan = await fixture.operations.plan(specOf());
    expect(errorsOf(plan.problems)).toEqual([]);
    expect(new Set(plan.changes.map(({ action }) => action))).toEqual(
      new Set(['create']),
    );
    expect(plan.exports).toEqual([
      {
        table: 'SecurityIncident',
        rows: expect.any(Number),
        iotRows: expect.any(Number),
        bytes: expect.any(Number),
      },
    ]);
    expect(plan.missingRights).toEqual([]);
    const [{ rows = 0, iotRows = 0, bytes = 0 }] = plan.exports;
    expect(bytes).toBeGreaterThan(100 * rows);
    expect(plan.cost.date).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(
      plan.cost.items.map(({ quantity, unit }) => [quantity, unit]),
    ).toEqual([
      [720, 'throughput unit hours'],
      [rows, 'events'],
      [bytes / 1e9, 'GB'],
    ]);
    expect(iotRows).toBeGreaterThan(0);
    expect(rows).toBe(iotRows);
    expect(plan.costNotice).toContain('1 throughput unit, Standard tier');
    expect(plan.costNotice).toContain(`${rows} rows of SecurityIncident`);
    expect(await writesTo(fixture.cloud)).toEqual([]);
  });

  describe('finds before the first write:', () => {
    let changed = false;
    afterEach(async () => {
      fixture.otherEntities.clear();
      await fixture.cloud.control.clearFaults();
      if (changed) {
        await fixture.cloud.control.reset();
        changed = false;
      }
    });

    it.each(cases)('$title', async ({ spec, given, resets, ...expected }) => {
      changed = Boolean(resets);
      await given?.(fixture.cloud.control, fixture);
      const plan = await fixture.operations.plan(specOf(spec));
      const found = errorsOf(plan.problems).find(
        ({ code, field, message }) =>
          code === expected.code &&
          field === expected.field &&
          message.includes(expected.names),
      );
      expect(found ?? errorsOf(plan.problems)).toMatchObject({
        field: expected.field,
        code: expected.code,
        message: expect.stringContaining(expected.names),
        remedy: expect.stringMatching(expected.remedy),
      });
    });

    it('a workspace whose export rules are used up', async () => {
      changed = true;
      const { provisioner } = fixture.tenant;
      const workspaceId = ArmResourceId.parse(AUSTIN);
      const namespaceId = ArmResourceId.of({
        subscriptionId: SUBSCRIPTION,
        resourceGroup: 'rg-ot-security',
        provider: 'Microsoft.EventHub',
        segments: [['namespaces', 'evhns-quota']],
      });
      await provisioner?.eventHubs.beginNamespace(namespaceId, {
        region: 'eastus2',
        tier: 'Standard',
        capacity: 1,
        tags: {},
      });
      const rules = await provisioner?.dataExports.list(workspaceId);
      const active = rules?.filter(({ enabled }) => enabled).length ?? 0;
      for (let index = active; index < 10; index += 1) {
        await provisioner?.eventHubs.putHub(
          namespaceId.child('eventhubs', `hub-${index}`),
          { partitionCount: 1, retentionHours: 24 },
        );
        await provisioner?.dataExports.put(
          workspaceId.child('dataExports', `rule-${index}`),
          {
            tableNames: ['SecurityAlert'],
            namespaceId,
            eventHubName: `hub-${index}`,
            enabled: true,
          },
        );
      }
      const plan = await fixture.operations.plan(specOf());
      expect(errorsOf(plan.problems)).toMatchObject([
        {
          field: 'workspaceId',
          code: 'export-rule-quota',
          message: expect.stringContaining('10 active export rules'),
        },
      ]);
    });

    it('a table of the Auxiliary plan', async () => {
      const { sweeper } = fixture.tenant;
      const getTable = jest
        .spyOn(sweeper.workspaces, 'getTable')
        .mockResolvedValue({ name: 'SecurityIncident', plan: 'Auxiliary' });
      const plan = await fixture.operations.plan(specOf());
      getTable.mockRestore();
      expect(errorsOf(plan.problems)).toMatchObject([
        { field: 'content', code: 'table-auxiliary' },
      ]);
    });

    it('a table that holds a single row of another product', async () => {
      const { sweeper } = fixture.tenant;
      const query = jest
        .spyOn(sweeper.logs, 'query')
        .mockImplementation(async (_, text) => [
          { Rows: text.includes('IoTSecurity') ? 411 : 412 },
        ]);
      const [plan, consented] = await Promise.all([
        fixture.operations.plan(specOf()),
        fixture.operations.plan(specOf({ exportsWholeTable: true })),
      ]);
      query.mockRestore();
      expect(errorsOf(plan.problems)).toMatchObject([
        {
          field: 'exportsWholeTable',
          code: 'whole-table-without-consent',
          message: expect.stringContaining(
            'held 412 rows, 411 of them from Defender for IoT',
          ),
        },
      ]);
      expect(consented.problems).toEqual([]);
    });

    it('a SIEM that the owner may not use', async () => {
      const mayUse = jest.spyOn(fixture.siems, 'mayUse').mockReturnValue(false);
      const plan = await fixture.operations.plan(specOf());
      mayUse.mockRestore();
      expect(errorsOf(plan.problems)).toMatchObject([
        { field: 'siem', code: 'siem-not-allowed' },
      ]);
      // Nor is what lies in it told.
      expect(
        plan.changes.filter(({ step }) => step === 'siem:connect'),
      ).toEqual([]);
    });

    it('a portal that has no provisioning identity', async () => {
      const operations = fixture.restart({ withoutProvisioner: true });
      const plan = await operations.plan(specOf());
      fixture.restart();
      expect(errorsOf(plan.problems)).toMatchObject([
        {
          field: 'workspaceId',
          code: 'provisioner-missing',
          remedy: expect.stringContaining('provisioner'),
        },
      ]);
    });

    it('a portal that may not register applications', async () => {
      const roles = jest
        .spyOn(fixture.tenant.sweeper.entra, 'listGrantedGraphRoles')
        .mockResolvedValue(['9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30']);
      const plan = await fixture.operations.plan(specOf());
      roles.mockRestore();
      expect(errorsOf(plan.problems)).toMatchObject([
        {
          field: 'application',
          code: 'graph-right-missing',
          message: expect.stringContaining(
            fixture.cloud.simulator.credentials.provisioner.clientId,
          ),
          remedy: expect.stringContaining('Application.ReadWrite.OwnedBy'),
        },
      ]);
      expect(plan.missingRights).toEqual([
        {
          identity: `the provisioning identity (${fixture.cloud.simulator.credentials.provisioner.clientId})`,
          role: 'Application.ReadWrite.OwnedBy',
          scope: 'Microsoft Graph',
          rights: ['register Entra applications', 'issue their secrets'],
        },
      ]);
    });

    it('a secret that outlives the policy of the tenant', async () => {
      const policy = jest
        .spyOn(fixture.tenant.provisioner!.entra, 'maximumSecretLifetimeDays')
        .mockResolvedValue(90);
      const plan = await fixture.operations.plan(
        specOf({ secret: { lifetimeDays: 180 } }),
      );
      policy.mockRestore();
      expect(errorsOf(plan.problems)).toMatchObject([
        {
          field: 'secret.lifetimeDays',
          code: 'secret-lifetime-beyond-policy',
          message: expect.stringContaining('180'),
          remedy: expect.stringContaining('90'),
        },
      ]);
    });

    it('no policy that the portal may not read', async () => {
      // Reading it takes Policy.Read.All, which neither identity has; Entra tells
      // when the secret is asked for.
      changed = true;
      await fixture.cloud.control.setMaxSecretLifetime(90);
      const plan = await fixture.operations.plan(specOf());
      expect(plan.problems).toEqual([]);
    });
  });

  it('finds all problems at once', async () => {
    const plan = await fixture.operations.plan(
      specOf({
        owner: 'group:default/plant-osaka',
        workspaceId: OSAKA,
        siem: 'soc-nowhere',
        secret: { lifetimeDays: 0, keyVault: 'kv-nowhere' },
        ...eventHub({ partitionCount: 0, retentionHours: 0 }),
        ...namespace({ name: 'contoso-security' }),
      }),
    );
    expect(
      errorsOf(plan.problems)
        .map(({ code }) => code)
        .sort(),
    ).toEqual(
      expect.arrayContaining([
        'incidents-not-created',
        'iot-connector-missing',
        'key-vault-unknown',
        'namespace-name-taken',
        'partition-count-out-of-range',
        'retention-out-of-range',
        'secret-lifetime-out-of-range',
        'siem-unknown',
      ]),
    );
  });

  it('lets the source be prepared instead of refusing', async () => {
    const plan = await fixture.operations.plan(
      specOf({
        owner: 'group:default/plant-osaka',
        workspaceId: OSAKA,
        prepareSource: true,
        exportsWholeTable: true,
      }),
    );
    expect(errorsOf(plan.problems)).toEqual([]);
    expect(
      plan.changes.filter(({ step }) => step === 'source:prepare'),
    ).toMatchObject([{ action: 'create' }, { action: 'create' }]);
  });

  it('asks nothing of Azure for what lies outside the scope', async () => {
    await fixture.cloud.control.clearRequests();
    const plan = await fixture.operations.plan(specOf({ workspaceId: LYON }));
    expect(plan.changes).toEqual([]);
    // The SIEM's readers sign in by themselves.
    expect(
      (await fixture.cloud.control.requests()).filter(
        each => each.service !== 'login',
      ),
    ).toEqual([]);
  });

  it('refuses in prerequisites:check with every problem, and leaves nothing behind', async () => {
    const spec = specOf({
      ...namespace({ name: 'contoso-security' }),
      siem: 'soc-elastic',
      secret: { lifetimeDays: 180 },
    });
    await fixture.cloud.control.clearRequests();
    await fixture.operations.open({
      id: 'task-bad',
      spec,
      dryRun: false,
      actor: 'user:default/guest',
    });
    await expect(
      fixture.operations.runStep('task-bad', 'prerequisites:check'),
    ).rejects.toThrow(
      /^2 things stand against the forwarder 'ot-alerts':\n- .*namespace\.name: .*contoso-security.*\n- secret\.keyVault: .*SOC Elastic/s,
    );
    expect(await writesTo(fixture.cloud)).toEqual([]);
    expect(await fixture.store.listJournal('task-bad')).toEqual([]);
  });
});

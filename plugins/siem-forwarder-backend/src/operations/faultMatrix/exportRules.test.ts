import { OperationalInsightsManagementClient } from '@azure/arm-operationalinsights';
import { ClientSecretCredential } from '@azure/identity';
import { TestDatabases } from '@backstage/backend-test-utils';
import { ForwarderSpec } from 'backstage-plugin-siem-forwarder-common';
import { FaultRig, fullSpec } from './__testUtils__/FaultRig';

jest.setTimeout(60_000);

const [, , subscriptionId, , resourceGroup, , , , workspace] =
  fullSpec.workspaceId.split('/');
const RULE = `export-${fullSpec.name}`;
const NAMESPACE = fullSpec.workspaceId.replace(
  /Microsoft\.OperationalInsights.*/,
  `Microsoft.EventHub/namespaces/${fullSpec.namespace.name}`,
);

/**
 * What the acceptance tests of Terraform's
 * `azurerm_log_analytics_data_export_rule` try, in the portal's terms:
 * https://github.com/hashicorp/terraform-provider-azurerm
 */
describe('an export rule, as the azurerm provider tests it', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let rig: FaultRig;

  beforeAll(async () => {
    rig = await FaultRig.start(await databases.init('SQLITE_3'));
  });
  beforeEach(() => rig.reset());
  afterAll(() => rig?.cloud.stop());

  const specWith = (changes: Partial<ForwarderSpec> = {}): ForwarderSpec => ({
    ...fullSpec,
    content: 'incidents',
    ...changes,
  });

  async function apply(id: string, spec: ForwarderSpec) {
    const process = rig.process();
    await rig.open(process, id, spec);
    await rig.runSteps(process, id);
    return process;
  }

  async function rule() {
    const { workspaces } = await rig.cloud.control.state('workspaces');
    const { dataExports } = workspaces[fullSpec.workspaceId.toLowerCase()];
    return Object.values(dataExports);
  }

  /** What an empty plan leaves to do. */
  async function leftToDo(spec: ForwarderSpec) {
    const { changes, problems } = await rig.process().operations.plan(spec);
    return [
      ...problems.map(({ code }) => code),
      ...changes
        .filter(({ action }) => action !== 'adopt')
        .map(({ action, resource }) => `${action} ${resource}`),
    ];
  }

  /** As somebody writes it with Azure's own client. */
  function writeByHand(eventHubName: string | undefined, tableNames: string[]) {
    const { credentials, endpoints, caPem } = rig.cloud.simulator;
    const { tenantId, clientId, clientSecret } = credentials.provisioner;
    const tlsOptions = { ca: caPem };
    const credential = new ClientSecretCredential(
      tenantId,
      clientId,
      clientSecret,
      {
        authorityHost: endpoints.login,
        disableInstanceDiscovery: true,
        tlsOptions,
      },
    );
    return new OperationalInsightsManagementClient(credential, subscriptionId, {
      endpoint: endpoints.resourceManager,
      tlsOptions,
    }).dataExports.createOrUpdate(resourceGroup, workspace, RULE, {
      tableNames,
      enable: true,
      destination: { resourceId: NAMESPACE, eventHubName },
    });
  }

  it('basic: is made, and a plan is empty then', async () => {
    await apply('one', specWith());
    expect(await rule()).toMatchObject([
      { name: RULE, tableNames: ['SecurityIncident'], enable: true },
    ]);
    expect(await leftToDo(specWith())).toEqual([]);
  });

  it('requires import: one of the name that leads elsewhere is refused, one that suits is adopted', async () => {
    await apply('one', specWith());
    await writeByHand(undefined, ['SecurityIncident']);
    expect(await leftToDo(specWith())).toContain('export-rule-leads-elsewhere');
    await writeByHand('defender-iot', ['SecurityIncident']);
    expect(await leftToDo(specWith())).toEqual([]);
  });

  it('update: tables are added and the rule is switched on again', async () => {
    await apply('one', specWith());
    await rig.cloud.control.patchRule((await rule())[0].id, { enable: false });
    await apply('two', specWith({ content: 'both' }));
    expect(await rule()).toMatchObject([
      { tableNames: ['SecurityIncident', 'SecurityAlert'], enable: true },
    ]);
    expect(await leftToDo(specWith({ content: 'both' }))).toEqual([]);
  });

  it('complete: with all tables at once', async () => {
    await apply('one', specWith({ content: 'both' }));
    expect(await rule()).toMatchObject([
      { tableNames: ['SecurityIncident', 'SecurityAlert'], enable: true },
    ]);
    expect(await leftToDo(specWith({ content: 'both' }))).toEqual([]);
  });

  it('to event hub: the destination is the namespace, and the hub is named beside it', async () => {
    await apply('one', specWith());
    expect(await rule()).toMatchObject([
      { destinationId: NAMESPACE, eventHubName: 'defender-iot' },
    ]);
  });

  it('to event hub namespace: one that names no hub is not taken for one that does', async () => {
    await apply('one', specWith());
    await writeByHand(undefined, ['SecurityIncident']);
    expect(await rule()).toMatchObject([{ eventHubName: null }]);
    expect(await leftToDo(specWith())).toContain('export-rule-leads-elsewhere');
  });
});

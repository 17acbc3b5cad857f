import { TestDatabases } from '@backstage/backend-test-utils';
import { ForwarderSpec } from 'backstage-plugin-siem-forwarder-common';
import {
  ACTOR,
  OperationsFixture,
  specOf,
  startOperations,
} from '../__testUtils__/operationsFixture';
import { ForwarderTarget, forwarderTarget } from '../ForwarderTarget';
import { applicationName, vaultSecretName } from '../names';

jest.setTimeout(300_000);

/** What others have come to rest on, and what is said of it. */
interface ForeignUse {
  what: string;
  begin(use: {
    fixture: OperationsFixture;
    spec: ForwarderSpec;
    target: ForwarderTarget;
  }): Promise<unknown>;
  /** Sentences of what is left in place. */
  left: RegExp[];
  /** What is there afterwards, of hub, namespace and application. */
  stays: ('hub' | 'namespace' | 'application')[];
}

const azureOf = ({ tenant }: OperationsFixture) => tenant.provisioner!;

const applicationOf = async (
  fixture: OperationsFixture,
  { name }: ForwarderSpec,
) =>
  (await azureOf(fixture).entra.getApplicationByUniqueName(
    applicationName(name),
  ))!;

const uses: ForeignUse[] = [
  {
    what: 'another event hub in the namespace',
    begin: ({ fixture, target }) =>
      azureOf(fixture).eventHubs.putHub(
        target.namespaceId.child('eventhubs', 'of-others'),
        { partitionCount: 1, retentionHours: 24 },
      ),
    left: [/has the event hub of-others, which is in use/],
    stays: ['namespace'],
  },
  {
    what: 'another consumer group',
    begin: ({ fixture, target }) =>
      azureOf(fixture).eventHubs.putConsumerGroup(target.hubId, 'archive', ''),
    left: [/Somebody reads defender-iot with the consumer group archive/],
    stays: ['hub', 'namespace'],
  },
  {
    what: 'another export rule that fills the hub',
    begin: async ({ fixture, target }) => {
      // Azure allows one rule a hub.
      await azureOf(fixture).dataExports.delete(target.ruleId);
      await azureOf(fixture).dataExports.put(
        target.workspaceId.child('dataExports', 'of-others'),
        {
          tableNames: ['Heartbeat'],
          namespaceId: target.namespaceId,
          eventHubName: target.hubId.name,
          enabled: true,
        },
      );
    },
    left: [/The export rule of-others fills the event hub defender-iot/],
    stays: ['hub', 'namespace'],
  },
  {
    what: 'a secret that somebody gave the application',
    begin: async ({ fixture, spec }) =>
      azureOf(fixture).entra.addPassword(
        (await applicationOf(fixture, spec)).id,
        {
          displayName: 'by hand',
          endsAt: new Date(Date.now() + 86_400_000).toISOString(),
        },
      ),
    left: [/Somebody has given the application .* the secret 'by hand'/],
    stays: ['application'],
  },
  {
    what: 'a role that the application has elsewhere',
    begin: async ({ fixture, spec, target }) => {
      const { appId } = await applicationOf(fixture, spec);
      const principal = await azureOf(fixture).entra.getServicePrincipal(appId);
      await azureOf(fixture).roleAssignments.assign({
        scope: `${target.workspaceId}`,
        roleId: '43d0d8ad-25c7-4714-9337-8ba259a9fe05',
        principalId: `${principal?.id}`,
        description: 'Of others',
      });
    },
    left: [/has a role at .*workspaces\/law-ot-austin besides/],
    stays: ['application'],
  },
];

describe('what others have come to use', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let fixture: OperationsFixture;

  beforeAll(async () => {
    fixture = await startOperations(await databases.init('SQLITE_3'), {
      seed: 'empty',
    });
  });
  afterAll(() => fixture?.cloud.stop());

  async function takeDown(spec: ForwarderSpec) {
    const { id } = await fixture.operations.openFor({
      entityRef: `resource:default/${spec.name}`,
      kind: 'decommission',
      input: { name: spec.name },
      actor: ACTOR,
    });
    for (;;) {
      await fixture.operations.advance(id);
      const operation = await fixture.operations.get(id);
      if (operation.status !== 'open') {
        return operation;
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }

  async function remains({ name, namespace }: ForwarderSpec) {
    const { namespaces, directory } = await fixture.cloud.control.state(
      'namespaces',
      'directory',
    );
    // One that Azure was told to delete is forgotten when somebody asks for it.
    const found = Object.values(namespaces).find(
      candidate => candidate.name === namespace.name && !candidate.removedAt,
    );
    const isLeft = {
      hub: Object.values(found?.eventHubs ?? {}).some(
        hub => hub.name === 'defender-iot',
      ),
      namespace: found !== undefined,
      application: Object.values(directory.applications).some(
        ({ uniqueName }) => uniqueName === applicationName(name),
      ),
    };
    return (['hub', 'namespace', 'application'] as const).filter(
      part => isLeft[part],
    );
  }

  const specFor = (number: number, changes: Partial<ForwarderSpec> = {}) =>
    specOf({
      name: `used-${number}`,
      namespace: {
        name: `evhns-used-${number}`,
        tier: 'Standard',
        capacity: 1,
      },
      exportsWholeTable: true,
      ...changes,
    });

  it.each(uses.map((use, number) => ({ ...use, number })))(
    'stays: $what',
    async ({ begin, left, number, stays }) => {
      const spec = specFor(number);
      await fixture.cloud.control.reset();
      await fixture.provision(`task-${number}`, spec);
      await begin({ fixture, spec, target: forwarderTarget(spec) });
      const { steps, status } = await takeDown(spec);
      expect(status).toBe('done');
      for (const sentence of left) {
        expect(steps[0].message).toMatch(sentence);
      }
      expect(await remains(spec)).toEqual(stays);
      const { vaults } = await fixture.cloud.control.state('vaults');
      const stored = vaults['kv-ot-siem'].secrets[vaultSecretName(spec.name)];
      expect(stored?.deletedDate ?? 'gone').not.toBeNull();
    },
  );

  it('stays while another forwarder of the portal uses it, and goes with that', async () => {
    const first = specFor(8);
    const second = specFor(9, {
      name: 'used-too',
      namespace: first.namespace,
      eventHub: { ...first.eventHub, name: 'too' },
    });
    await fixture.cloud.control.reset();
    await fixture.provision('task-8', first);
    await fixture.provision('task-9', second);
    const { steps } = await takeDown(first);
    expect(steps[0].message).toContain('resource:default/used-too');
    expect(await remains(first)).toEqual(['namespace']);
    await takeDown(second);
    expect(await remains(second)).toEqual([]);
  });
});

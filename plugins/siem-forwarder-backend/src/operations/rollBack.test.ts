import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  ForwarderSpec,
  ProvisioningStep,
  provisioningSteps,
} from 'backstage-plugin-siem-forwarder-common';
import { ArmResourceId } from '../azure/ArmResourceId';
import {
  ACTOR,
  AUSTIN,
  OperationsFixture,
  specOf,
  startOperations,
  writesTo,
} from './__testUtils__/operationsFixture';
import { OperationDriver } from './OperationDriver';

jest.setTimeout(300_000);

/** Whatever an operation may touch; rows, metrics and Azure's own logs go their way. */
async function azureOf(fixture: OperationsFixture) {
  const { directory, namespaces, roleAssignments, vaults, workspaces, splunk } =
    await fixture.cloud.control.state(
      'directory',
      'namespaces',
      'roleAssignments',
      'vaults',
      'workspaces',
      'splunk',
    );
  return {
    directory,
    namespaces: withoutEvents(namespaces),
    roleAssignments,
    vaults,
    accounts: splunk.accounts,
    inputs: Object.values(splunk.inputs).map(({ name, disabled, fields }) => ({
      name,
      disabled,
      fields,
    })),
    workspaces: Object.fromEntries(
      Object.entries(workspaces).map(([id, { dataExports, sentinel }]) => [
        id,
        {
          rules: Object.values(dataExports).map(
            ({ name, tableNames, destinationId, eventHubName, enable }) => ({
              name,
              tableNames,
              destinationId,
              eventHubName,
              enable,
            }),
          ),
          connectors: Object.values(sentinel.dataConnectors).map(
            ({ name, properties }) => ({ name, properties }),
          ),
          alertRules: Object.values(sentinel.alertRules).map(
            ({ name, properties }) => ({ name, properties }),
          ),
        },
      ]),
    ),
  };
}

/** What passes through the hubs goes its way. */
function withoutEvents(namespaces: object): unknown {
  return JSON.parse(
    JSON.stringify(namespaces, (key, value) =>
      key === 'partitions' || key === 'events' ? undefined : value,
    ),
  );
}

const driverOf = (fixture: OperationsFixture, now?: () => Date) =>
  OperationDriver.create({
    operations: fixture.operations,
    store: fixture.store,
    logger: mockServices.logger.mock(),
    now,
  });

/** Lets the portal drive until an operation is closed, or stands. */
async function drive(
  fixture: OperationsFixture,
  id: string,
  drivers = [driverOf(fixture)],
) {
  for (let tick = 0; tick < 200; tick += 1) {
    await fixture.cloud.control.tick();
    await Promise.all(drivers.map(driver => driver.tick()));
    await Promise.all(drivers.map(driver => driver.settled()));
    const operation = (await fixture.store.getOperation(id))!;
    if (['done', 'rolled-back'].includes(operation.status)) {
      return fixture.operations.get(id);
    }
    if (operation.dueAt) {
      // Tests do not wait as long as Azure is given.
      await fixture
        .db('operations')
        .where({ id })
        .whereNotNull('due_at')
        .update({ due_at: new Date().toISOString() });
    } else {
      return fixture.operations.get(id);
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(
    `Operation ${id} goes on and on: ${JSON.stringify(
      await fixture.operations.get(id),
    )}`,
  );
}

const rollBack = async (fixture: OperationsFixture, id: string) => {
  await fixture.operations.rollBack(id, 'Somebody pressed Roll back.');
  return drive(fixture, id);
};

const preparing = (changes: Partial<ForwarderSpec> = {}) =>
  specOf({
    prepareSource: true,
    application: { graphPermission: true },
    ...changes,
  });

describe.each(
  TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] }).eachSupportedId(),
)('what an operation wrote is taken back, with %s', databaseId => {
  const databases = TestDatabases.create({ ids: [databaseId] });
  let fixture: OperationsFixture;
  let before: Awaited<ReturnType<typeof azureOf>>;
  let number = 0;
  const newId = () => {
    number += 1;
    return `task-${number}`;
  };

  beforeAll(async () => {
    fixture = await startOperations(await databases.init(databaseId), {
      behaviours: { softDelete: false, throttling: false },
    });
    const azure = fixture.tenant.provisioner!;
    const workspace = ArmResourceId.parse(AUSTIN, 'workspaceId');
    for (const { id } of await azure.sentinel.listIotConnectors(workspace)) {
      await azure.sentinel.deleteIotConnector(workspace, id);
    }
    for (const { id } of await azure.sentinel.listAnalyticsRules(workspace)) {
      await azure.sentinel.deleteAnalyticsRule(workspace, id);
    }
    before = await azureOf(fixture);
  });
  afterEach(() => fixture.cloud.control.clearFaults());
  afterAll(() => fixture?.cloud.stop());

  /** Opens an operation and runs its steps up to one, that one included. */
  const runTo = async (
    id: string,
    last: ProvisioningStep,
    spec = preparing(),
  ) => {
    await fixture.operations.open({ id, spec, dryRun: false, actor: ACTOR });
    for (const step of provisioningSteps) {
      if (step === 'forwarding:verify') {
        await fixture.cloud.control.createIncident(spec.workspaceId);
      }
      await fixture.run(id, step);
      if (step === last) {
        return;
      }
    }
  };

  it.each(provisioningSteps.slice(0, -1))(
    'after %s, leaving Azure and the SIEM as they were',
    async step => {
      const id = newId();
      await runTo(id, step);
      const rolledBack = await rollBack(fixture, id);
      expect(rolledBack.status).toBe('rolled-back');
      expect(rolledBack.rollBack).toBe('Somebody pressed Roll back.');
      expect(await azureOf(fixture)).toEqual(before);

      await fixture.cloud.control.clearRequests();
      expect((await fixture.operations.rollBack(id, 'Again.')).status).toBe(
        'rolled-back',
      );
      await driverOf(fixture).tick();
      expect(await writesTo(fixture.cloud)).toEqual([]);
      await expect(fixture.operations.retry(id)).rejects.toThrow(
        'start a new run',
      );
      await expect(fixture.operations.runStep(id, step)).rejects.toThrow(
        'start a new run',
      );
    },
  );
});

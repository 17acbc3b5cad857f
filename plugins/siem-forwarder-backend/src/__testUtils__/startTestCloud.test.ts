import { mockServices } from '@backstage/backend-test-utils';
import { AzureTenants } from '../azure';
import { Scopes } from '../scopes';
import { SiemInstances } from '../siem';
import { startTestCloud, TestCloud } from './startTestCloud';

jest.setTimeout(60_000);

describe('startTestCloud', () => {
  let cloud: TestCloud;
  beforeAll(async () => {
    cloud = await startTestCloud();
  });
  afterAll(() => cloud.stop());

  it('gives a configuration with which the plugin sees the demo', async () => {
    const tenants = AzureTenants.fromConfig(cloud.rootConfig, {
      logger: mockServices.logger.mock(),
    });
    const [tenant] = tenants.list;
    const scopes = Scopes.fromConfig(cloud.rootConfig);
    const workspaces = (
      await Promise.all(
        tenant.subscriptions.map(id => tenant.sweeper.workspaces.list(id)),
      )
    ).flat();
    expect(workspaces.map(workspace => workspace.id.name).sort()).toEqual([
      'law-ot-austin',
      'law-ot-lyon',
      'law-ot-osaka',
    ]);
    for (const { id } of workspaces) {
      expect(scopes.ownersOf(id)).toEqual([
        id.name.replace('law-ot-', 'group:default/plant-'),
        'group:default/soc',
      ]);
    }
    const siems = SiemInstances.fromConfig(cloud.rootConfig);
    const problems = await Promise.all(
      siems.list().map(siem => siem.probe({})),
    );
    expect(problems).toEqual([[], []]);
  });
});

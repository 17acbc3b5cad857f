import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { OperationKind } from 'backstage-plugin-siem-forwarder-common';
import { forwarderTarget } from '../operations/ForwarderTarget';
import {
  AUSTIN,
  specOf,
  writesTo,
} from '../operations/__testUtils__/operationsFixture';
import { MEMBER, STRANGER } from './__testUtils__/scaffolderFeatures';
import { ScaffolderRig } from './__testUtils__/ScaffolderRig';

jest.setTimeout(240_000);

/** The forwarders of the demo's cloud, which nobody made with the portal. */
const MADE_ELSEWHERE = resolvePackagePath(
  'backstage-plugin-siem-forwarder-backend',
  '../../examples/forwarders.yaml',
);
/** Of `austin-paint-shop`. */
const PAINT_SHOP = '5eaf71c4-1179-50fc-95d8-2046a62f6e60';
const REF = 'resource:default/ot-alerts';
const ELSEWHERE = 'resource:default/austin-paint-shop';

const templates: Record<
  Exclude<OperationKind, 'provision'>,
  { name: string; values?: object }
> = {
  pause: { name: 'pause-siem-forwarder', values: { reason: 'Maintenance' } },
  resume: { name: 'resume-siem-forwarder' },
  repair: { name: 'repair-siem-forwarder' },
  change: { name: 'change-siem-forwarder', values: { retentionHours: 100 } },
  rotate: { name: 'rotate-siem-credential' },
  adopt: { name: 'adopt-siem-forwarder' },
  decommission: {
    name: 'decommission-siem-forwarder',
    values: { name: 'ot-alerts' },
  },
};
const kinds = Object.keys(templates) as (keyof typeof templates)[];

describe('the templates for the life of a forwarder', () => {
  let rig: ScaffolderRig;

  beforeAll(async () => {
    rig = await ScaffolderRig.start(
      {
        siemForwarder: {
          scopes: [
            {
              owners: ['group:default/plant-austin'],
              workspaces: [AUSTIN],
              applications: [PAINT_SHOP],
            },
          ],
        },
      },
      {
        catalog: {
          rules: [{ allow: ['Resource'] }],
          locations: [{ type: 'file', target: MADE_ELSEWHERE }],
        },
      },
    );
    await rig.run(await rig.formData());
    await Promise.all([REF, ELSEWHERE].map(ref => rig.untilThere(ref)));
  });
  afterAll(() => rig?.stop());

  /** Runs a template to its report. */
  async function reportOf(
    kind: keyof typeof templates,
    entityRef = REF,
  ): Promise<string> {
    const { name, values } = templates[kind];
    const task = await rig.run({ entityRef, ...values }, name);
    expect([task.status, task.status === 'failed' && task.log]).toEqual([
      'completed',
      false,
    ]);
    expect(await rig.operation(task.id)).toMatchObject({
      id: task.id,
      kind,
      driver: 'task',
      status: 'done',
      actor: MEMBER,
    });
    const { secrets } = (await rig.cloud.control.state()).vaults['kv-ot-siem'];
    for (const { value } of Object.values(secrets).flatMap(
      ({ versions }) => versions,
    )) {
      expect(JSON.stringify(task)).not.toContain(value);
    }
    return `${task.output?.text[0].content}`;
  }

  const versions = async () =>
    (await rig.cloud.control.state()).vaults['kv-ot-siem'].secrets[
      'siem-forwarder-ot-alerts'
    ].versions;

  it.each(kinds)('do not let a stranger %s', async kind => {
    const { name, values } = templates[kind];
    await rig.cloud.control.clearRequests();
    const { id, status, log } = await rig.run(
      { entityRef: kind === 'adopt' ? ELSEWHERE : REF, ...values },
      name,
      STRANGER,
    );
    expect(status).toBe('failed');
    expect(log).toMatch(/NotAllowedError: .*plant-austin/);
    expect(await writesTo(rig.cloud)).toEqual([]);
    // Nothing is left open that would stand in the way of others.
    const { status: found } = await rig.get(
      `/api/siem-forwarder/v1/operations/${id}`,
    );
    expect(found).toBe(404);
  });

  it('pause and resume', async () => {
    expect(await reportOf('pause')).toContain('Paused: Maintenance.');
    expect(await reportOf('resume')).toBe('Alerts are sent again.');
  });

  it('repair what has drifted, and nothing else', async () => {
    expect(await reportOf('repair')).toBe(
      'Nothing has drifted that can be put back.',
    );
    const { ruleId } = forwarderTarget(specOf());
    await rig.cloud.control.patchRule(`${ruleId}`, { enable: false });
    await rig.cloud.control.clearRequests();
    expect(await reportOf('repair')).toContain('export-ot-alerts');
    expect(await writesTo(rig.cloud)).toEqual([
      expect.stringMatching(/^PUT .*dataexports\/export-ot-alerts/i),
    ]);
  });

  it('change', async () => {
    expect(await reportOf('change')).toContain(
      'events are kept 100 hours instead of 168',
    );
  });

  it('rotate', async () => {
    const before = await versions();
    expect(await reportOf('rotate')).toContain('reads with a new secret');
    expect(await versions()).toHaveLength(before.length + 1);
  });

  it('adopt what was made elsewhere, and write nothing in Azure', async () => {
    await rig.cloud.control.clearRequests();
    const report = await reportOf('adopt', ELSEWHERE);
    expect(report).toContain('austin-paint-shop');
    expect(await writesTo(rig.cloud)).toEqual([]);
    // From now on it is worked at as one that the portal has made: its secret
    // has expired long ago.
    expect(await reportOf('repair', ELSEWHERE)).toContain(
      'Put back: client secret',
    );
  });

  it('do not adopt with an application that is not listed for the owner', async () => {
    await rig.cloud.control.clearRequests();
    const { status, log } = await rig.run(
      { entityRef: 'resource:default/austin-line-3' },
      templates.adopt.name,
    );
    expect(status).toBe('failed');
    expect(log).toMatch(
      /application\.clientId: The application '.*' is not among those/,
    );
    expect(await writesTo(rig.cloud)).toEqual([]);
  });

  it('take nothing down by another name', async () => {
    const { status, log } = await rig.run(
      { entityRef: REF, name: 'ot-alert' },
      templates.decommission.name,
    );
    expect(status).toBe('failed');
    expect(log).toContain("input.name: 'ot-alert' is not 'ot-alerts'");
  });

  it('take down', async () => {
    const report = await reportOf('decommission');
    expect(report).toContain("'ot-alerts' is taken down.");
    const { directory, splunk, workspaces } = await rig.cloud.control.state();
    expect(
      Object.values(directory.applications).map(({ uniqueName }) => uniqueName),
    ).not.toContain('siem-forwarder-ot-alerts');
    expect(splunk.accounts).not.toHaveProperty('siem-forwarder-ot-alerts');
    expect(
      workspaces[AUSTIN.toLowerCase()].dataExports['export-ot-alerts'],
    ).toBeUndefined();
    await rig.until(async () =>
      (await rig.entity(REF)).status === 404 ? true : undefined,
    );
  });
});

import { createForwarderCheck } from 'backstage-plugin-siem-forwarder-node';
import {
  healthyValues,
  HUB_ID,
  NOW,
  snapshotOf,
} from './__fixtures__/healthyForwarder';
import { AddedChecks } from './AddedChecks';
import { evaluate } from './evaluate';
import { defaultHealthSettings } from './HealthSettings';

const partitions = createForwarderCheck({
  id: 'transport/enough-partitions',
  title: 'The event hub has as many partitions as we want',
  source: 'https://learn.microsoft.com/azure/event-hubs/event-hubs-scalability',
  reads: ['hub'],
  mayRead: ['namespace'],
  notFor: ({ owner }) =>
    owner === 'group:default/plant-boston'
      ? { reason: 'small-plant', message: 'Boston has few alerts.' }
      : undefined,
  evidence: ({ hub }, { eventHubId }) => [
    {
      fact: 'hub',
      label: 'Partitions',
      value: String(hub?.partitionCount),
      resource: eventHubId,
    },
  ],
  ask: ({ hub, namespace }, { forwarder }) => {
    if (!hub) {
      throw new Error('no hub');
    }
    return hub.partitionCount >= 4
      ? { status: 'ok', reason: 'ok', message: `${namespace?.name} will do.` }
      : {
          status: 'warning',
          reason: 'few-partitions',
          message: `${forwarder.name} has ${hub.partitionCount} partitions.`,
          remedy: { kind: 'change', title: 'Add some', text: 'In the portal.' },
        };
  },
});

function judge(
  values: Parameters<typeof snapshotOf>[0] = {},
  changes: Partial<typeof partitions> = {},
) {
  const added = new AddedChecks();
  added.add({ ...partitions, ...changes });
  const { findings, health } = evaluate(snapshotOf(values), undefined, NOW, {
    ...defaultHealthSettings,
    moreChecks: added.rows,
  });
  const index = findings.findIndex(({ checkId }) => checkId === partitions.id);
  return { health, finding: findings[index], after: findings[index - 1] };
}

describe('AddedChecks', () => {
  it('are asked at the end of their stage, with facts and evidence', () => {
    expect(judge()).toMatchObject({
      health: 'healthy',
      after: { checkId: 'transport/events-incoming' },
      finding: {
        stage: 'transport',
        status: 'ok',
        message: 'evhns-ot-austin will do.',
        evidence: [{ label: 'Partitions', value: '4', resource: HUB_ID }],
      },
    });
  });

  it('count as those of the table', () => {
    const hub = { ...healthyValues.hub!, partitionCount: 1 };
    expect(judge({ hub })).toMatchObject({
      health: 'degraded',
      finding: { reason: 'few-partitions', remedy: { title: 'Add some' } },
    });
  });

  it('are unknown when they throw', () => {
    expect(judge({ hub: null }).finding).toMatchObject({
      status: 'unknown',
      reason: 'check-broken',
      message: expect.stringContaining('no hub'),
    });
  });

  const boom = () => {
    throw new Error('boom');
  };

  it.each([
    ['they throw when asked whether they apply', { notFor: boom }],
    ['they answer with a promise', { ask: async () => boom() }],
    ['they answer nothing', { ask: () => undefined }],
    ['their status is none', { ask: () => ({ status: 'fine', reason: 'x' }) }],
  ])('are unknown when %s', (_, changes) => {
    expect(judge({}, changes as object)).toMatchObject({
      health: 'unknown',
      finding: { status: 'unknown', reason: 'check-broken' },
    });
  });

  it('count without evidence when that throws', () => {
    expect(judge({}, { evidence: boom }).finding).toMatchObject({
      status: 'ok',
      evidence: [],
    });
  });

  it.each([
    [{ ...partitions, id: 'cloud/x' as never }, /does not begin with a stage/],
    [{ ...partitions, id: 'export/rule-enabled' as const }, /exists already/],
    [{ ...partitions, reads: [] }, /reads no fact; name at least one of/],
    [{ ...partitions, reads: ['weather' as never] }, /'weather', which is no/],
  ])('are refused when they cannot be asked', (check, message) => {
    expect(() => new AddedChecks().add(check)).toThrow(message);
  });

  it('are refused a second time', () => {
    const added = new AddedChecks();
    added.add(partitions);
    expect(() => added.add(partitions)).toThrow(
      "A check 'transport/enough-partitions' exists already",
    );
  });
});

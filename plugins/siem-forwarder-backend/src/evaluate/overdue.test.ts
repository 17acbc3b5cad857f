import { FactName } from '../collect/Facts';
import { ago, NOW, passed, snapshotOf } from './__fixtures__/healthyForwarder';
import { defaultHealthSettings } from './HealthSettings';
import { overdue } from './overdue';

const MINUTE = 60_000;

function missed(read: Partial<Record<FactName, number>>): number {
  const { forwarder, siem } = snapshotOf();
  return overdue(
    [passed(40, 60, 80).series],
    ago(120),
    {
      now: NOW,
      settings: defaultHealthSettings,
      subject: { forwarder, siem },
      outlook: {},
      readAt: name => {
        const minutes = read[name];
        return minutes === undefined ? undefined : NOW - minutes * MINUTE;
      },
    },
    { facts: ['production', 'exported'] },
  );
}

describe('overdue', () => {
  it('misses what should have passed by now', () => {
    expect(missed({ production: 0, exported: 0 })).toBe(3);
  });

  it('misses nothing that came after the next hop was looked at', () => {
    expect(missed({ production: 0, exported: 30 })).toBe(2);
    expect(missed({ production: 0, exported: 60 })).toBe(0);
  });
});

import { ForwarderState } from './HealthStore';
import { Judged } from './Judged';
import { earliestTimes, observedAfter } from './observedAfter';

const at = (minute: number) =>
  new Date(Date.UTC(2026, 10, 24, 12, minute)).toISOString();

function stateOf(observedAt: string): ForwarderState {
  return {
    entityRef: 'resource:default/ot-alerts',
    definition: 'one',
    checkedAt: observedAt,
    facts: { exportRule: { value: null, observedAt } },
    evaluation: {
      findings: [],
      stages: [],
      health: 'healthy',
      headline: '',
      reasons: [],
      since: observedAt,
      values: [],
      samples: {},
    },
  };
}

function judgedAt(before: number, after: number): Judged {
  return {
    row: undefined,
    previous: stateOf(at(before)),
    state: stateOf(at(after)),
  };
}

describe('the times of facts that were read again', () => {
  const early = judgedAt(0, 5);
  const late = judgedAt(0, 7);

  it.each([
    ['the early one first', [early, late]],
    ['the late one first', [late, early]],
  ])('are the earliest of all, %s', (_, unchanged) => {
    expect(earliestTimes(unchanged)).toEqual({ exportRule: at(5) });
  });

  it('make no fact look younger than it is', () => {
    const told = earliestTimes([late, early]);
    expect(observedAfter(late, told)).toEqual({ exportRule: at(5) });
    expect(observedAfter(early, told)).toEqual({ exportRule: at(5) });
  });

  it('never go back', () => {
    const ahead = judgedAt(6, 8);
    const told = earliestTimes([early, ahead]);
    expect(observedAfter(ahead, told)).toEqual({});
  });
});

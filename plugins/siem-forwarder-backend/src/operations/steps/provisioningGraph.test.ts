import { provisioningSteps } from 'backstage-plugin-siem-forwarder-common';
import { CallGraph } from '../../../bench/provision/CallGraph';
import { provisioningGraph } from '../../../bench/provision/provisioningGraph';
import { faultTable } from '../faultMatrix/__testUtils__/faultTable';

describe('the longest path through a graph of calls', () => {
  const graph = CallGraph.of<'first' | 'second'>({
    first: { ask: [], write: ['ask'], 'wait made': ['write'] },
    second: {
      ask: [],
      'ask (2)': ['ask'],
      use: ['first', 'ask (2)'],
      aside: ['first > write'],
    },
  });
  const durations: Record<string, number> = {
    ask: 1,
    write: 10,
    'wait made': 100,
    use: 1_000,
    aside: 50,
  };
  const durationOf = (takes: string) => durations[takes];

  it('goes over what needs one another, not over what goes beside it', () => {
    expect(graph.longestPath(durationOf, ['first', 'second'])).toEqual({
      milliseconds: 1_111,
      nodes: [
        'first > ask',
        'first > write',
        'first > wait made',
        'second > use',
      ],
    });
  });

  it('leaves out the time of steps that do not count', () => {
    expect(graph.longestPath(durationOf, ['second'])).toEqual({
      milliseconds: 1_002,
      nodes: ['second > ask', 'second > ask (2)', 'second > use'],
    });
  });

  it('refuses needs that nothing meets, and circles', () => {
    expect(() => CallGraph.of({ only: { call: ['other'] } })).toThrow(
      "The graph has no node 'other', which only needs",
    );
    const circle = CallGraph.of({ only: { one: ['two'], two: ['one'] } });
    expect(() => circle.longestPath(() => 1, ['only'])).toThrow('in a circle');
  });
});

describe('the graph of a provisioning run', () => {
  it.each(provisioningSteps)('knows the calls of %s', step => {
    const calls = provisioningGraph
      .takenIn(step)
      .filter(takes => !takes.startsWith('wait '));
    expect(calls.sort()).toEqual(Object.keys(faultTable[step]).sort());
  });
});

import { SplunkEvent } from '../../state';
import { runSearch } from './runSearch';
import { SplError } from './SplError';

const now = Date.parse('2026-11-24T08:00:00Z');

function event(raw: string): SplunkEvent {
  return {
    index: 'main',
    sourcetype: 'x',
    source: 'y',
    host: 'z',
    time: now - 1000,
    indexTime: now - 1000,
    raw,
  };
}

function run(search: string, raw = '{"a":"one"}') {
  return runSearch(search, { events: [event(raw)], indexes: ['main'], now })
    .results;
}

function refusal(search: string): string {
  try {
    run(search);
  } catch (error) {
    if (error instanceof SplError) {
      return error.message;
    }
    throw error;
  }
  throw new Error(`Not refused: ${search}`);
}

describe('hostile SPL', () => {
  it.each([
    ['search index=main | constructor', 'Unknown search command'],
    ['search index=main | toString x', 'Unknown search command'],
    ['search index=main | eval x=constructor(1)', 'unsupported or undefined'],
    ['search index=main | stats constructor(a)', 'is invalid'],
    ['search index=main | bin _time span=1constructor', 'Invalid span'],
    ['search index=main earliest=-1constructor', 'Invalid value'],
    ['search index=main | eval x=if(true())', "arguments to the 'if' function"],
    ['search index=main | eval x=case(true(), 1, 2)', "to the 'case' function"],
    ['search index=main | where match(a, "(")', "regex '(' is invalid"],
    ['search index=main [search x]', 'no subsearches'],
    ['search index=main | where a=[search x | return a]', 'no subsearches'],
    [
      `search ${'('.repeat(5000)}a${')'.repeat(5000)}`,
      'the simulator takes no more',
    ],
    [`search ${'NOT '.repeat(20_000)}a`, 'the simulator takes no more'],
    [
      `search index=main | where ${'('.repeat(5000)}1${')'.repeat(5000)}`,
      'the simulator takes no more',
    ],
    [
      `search index=main | eval x=${'-'.repeat(20_000)}1`,
      'the simulator takes no more',
    ],
    [
      `search index=main | eval x=1${'+1'.repeat(20_000)}`,
      'the simulator takes no more',
    ],
  ])('refuses %.60s', (search, message) => {
    expect(refusal(search)).toContain(message);
  });

  it('takes an expression that is as long as it may be', () => {
    expect(
      run(`search index=main | eval x=1${'+1'.repeat(1000)} | table x`),
    ).toEqual([{ x: '1001' }]);
  });

  it('finds no field that the event does not have', () => {
    expect(run('search index=main | sort constructor | stats count')).toEqual([
      { count: '1' },
    ]);
    expect(run('search index=main constructor=*')).toEqual([]);
    expect(
      run('search index=main | stats values(toString) as v by index'),
    ).toEqual([{ index: 'main', v: [] }]);
    expect(
      run('search index=main constructor=x | table a', 'constructor=x a=1'),
    ).toEqual([{ a: '1' }]);
  });

  it('leaves brackets alone in quotes', () => {
    expect(run('search index=main "[one]"', 'x [one] y')).toHaveLength(1);
  });

  it.each([
    ['a regular expression', '| where match(_raw, "(a+)+$")'],
    ['a pattern of like', `| where like(_raw, "${'%a'.repeat(30)}%b")`],
    ['stars', `${'*a'.repeat(30)}*b`],
    ['stars in a field', `x="${'*a'.repeat(30)}*b"`],
  ])('takes no long time over %s', (_, search) => {
    const started = performance.now();
    expect(
      run(`search index=main ${search}`, `x=${'a'.repeat(3000)}!`),
    ).toEqual([]);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

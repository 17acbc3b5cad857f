import { SplunkEvent } from '../../state';
import { runSearch } from './runSearch';
import { SplError } from './SplError';

const now = Date.parse('2026-11-24T08:00:00Z');

function event(
  minutesAgo: number,
  raw: Record<string, unknown> | string,
  change: Partial<SplunkEvent> = {},
): SplunkEvent {
  const at = now - minutesAgo * 60_000;
  return {
    index: 'ot',
    sourcetype: 'mscs:azure:eventhub',
    source: 'eventhub://ns.servicebus.windows.net/incidents;',
    host: 'hf',
    time: at,
    indexTime: at + 5_000,
    raw: typeof raw === 'string' ? raw : JSON.stringify(raw),
    ...change,
  };
}

const log = { index: '_internal', sourcetype: 'mscs:azure:eventhub:log' };

const events = [
  event(200, { IncidentNumber: 1, Status: 'New', AlertIds: ['a1', 'a2'] }),
  event(10, { IncidentNumber: 1, Status: 'Closed', Owner: { name: 'x' } }),
  event(5, { IncidentNumber: 2, Status: 'New' }),
  event(5, { IncidentNumber: 9 }, { source: 'eventhub://other/h;' }),
  event(4, { IncidentNumber: 3 }, { index: 'main' }),
  event(
    3,
    'x level=ERROR | datainput="austin" | message="no listen claim"',
    log,
  ),
  event(2, 'x level=INFO | datainput="austin" | message="fine"', log),
  event(1, 'x level=CRITICAL | datainput="lyon" | message="worse"', log),
];

function run(search: string, earliest?: string) {
  return runSearch(search, {
    events,
    indexes: ['main', 'ot', '_internal'],
    now,
    earliest,
  }).results;
}

describe('the SPL subset', () => {
  it.each([
    [
      'search index=ot sourcetype="mscs:azure:eventhub" source="eventhub://ns.servicebus.windows.net/incidents;*" earliest=-24h | stats count max(_indextime) as lastIndexed dc(IncidentNumber) as incidents',
      [
        {
          count: '3',
          lastIndexed: String((now - 5 * 60_000 + 5_000) / 1000),
          incidents: '2',
        },
      ],
    ],
    [
      'search index=_internal sourcetype="mscs:azure:eventhub:log" (level=ERROR OR level=CRITICAL) earliest=-1h | stats count latest(message) as last by datainput',
      [
        { datainput: 'austin', count: '1', last: 'no listen claim' },
        { datainput: 'lyon', count: '1', last: 'worse' },
      ],
    ],
    ['search index=nothing | stats count', [{ count: '0' }]],
    ['search index=nothing | stats count by host', []],
    [
      'search index=* NOT Status=New | table IncidentNumber',
      [
        { IncidentNumber: '3' },
        { IncidentNumber: '9' },
        { IncidentNumber: '1' },
      ],
    ],
    ['search IncidentNumber>0 | table index', [{ index: 'main' }]],
    [
      'search index=ot IncidentNumber IN (1, 2) | dedup IncidentNumber | sort - IncidentNumber | fields IncidentNumber Status | fields - _raw _time',
      [
        { IncidentNumber: '2', Status: 'New' },
        { IncidentNumber: '1', Status: 'Closed' },
      ],
    ],
    [
      'search index=ot "closed" Owner.name=x | eval age=round((now()-_time)/60), kind=if(isnull(Missing), "n", "y") | table age kind',
      [{ age: '10', kind: 'n' }],
    ],
    [
      'search index=ot AlertIds{}=a2 | table AlertIds{}',
      [{ 'AlertIds{}': ['a1', 'a2'] }],
    ],
    [
      'search index=ot | stats count(eval(Status="New")) as new values(Status) as all by source | where new > 0 | head 1 | rename new as "New ones"',
      [
        {
          source: 'eventhub://ns.servicebus.windows.net/incidents;',
          'New ones': '2',
          all: ['Closed', 'New'],
        },
      ],
    ],
    [
      '| tstats count where index=ot by sourcetype',
      [{ sourcetype: 'mscs:azure:eventhub', count: '4' }],
    ],
    [
      '| eventcount summarize=false index=ot',
      [{ count: '4', index: 'ot', server: 'idx-ot-01' }],
    ],
  ])('answers %s', (search, expected) => {
    expect(run(search)).toEqual(expected);
  });

  it('holds to time modifiers beside and in the search', () => {
    const count = 'index=ot | stats count';
    expect(run(`search ${count}`, '-6m')).toEqual([{ count: '2' }]);
    expect(run(`search earliest=-2h ${count}`, '-6m')).toEqual([
      { count: '3' },
    ]);
    expect(run(`search earliest=-1d@d latest=-1h ${count}`)).toEqual([
      { count: '1' },
    ]);
    expect(run(`search _index_earliest=-5m ${count}`)).toEqual([
      { count: '2' },
    ]);
  });

  it.each([
    ['index=ot', "Unknown search command 'index'."],
    ['search index=ot | frobnicate', "Unknown search command 'frobnicate'."],
    ['search (index=ot', 'Unbalanced parentheses'],
    ['search index=ot | stats nonsense(x)', "Error in 'stats' command"],
    ['search index=ot earliest=-1fortnight', 'Invalid value "-1fortnight"'],
  ])('refuses %s', (search, message) => {
    expect(() => run(search)).toThrow(SplError);
    expect(() => run(search)).toThrow(message);
  });
});

import { KqlError } from './KqlError';
import { runQuery } from './runQuery';
import { KqlDateTime, toJson } from './Value';

const now = Date.parse('2026-11-24T08:00:00Z');

/** A table without a row: what is refused must not wait for one. */
const empty = {
  columns: [
    { name: 'TimeGenerated', type: 'datetime' as const },
    { name: 'Title', type: 'string' as const },
  ],
  rows: [],
};

function run(query: string): unknown[] {
  const { columns, rows } = runQuery(
    query,
    name => (name === 'SecurityAlert' ? empty : undefined),
    now,
  );
  return columns.map(({ name }) => toJson(rows[0]?.[name] ?? null));
}

function refusal(query: string): KqlError {
  try {
    run(query);
  } catch (error) {
    if (error instanceof KqlError) {
      return error;
    }
    throw error;
  }
  throw new Error(`Not refused: ${query}`);
}

describe('hostile KQL', () => {
  it.each([
    ['print toString(1)', "Unknown function: 'toString'"],
    ['print constructor()', "Unknown function: 'constructor'"],
    ['SecurityAlert | summarize hasOwnProperty(Title)', 'Unknown function'],
    ['SecurityAlert | summarize constructorif(Title, true)', 'Unknown'],
    ['print constructor=1', "no column named 'constructor'"],
    ['SecurityAlert | project-rename toString=Title', "named 'toString'"],
    ['SecurityAlert | mv-expand Title to typeof(toString)', 'typeof(toString)'],
    ['print iff(1)', 'iff(): function expects 3 argument(s)'],
    ['print case(1)', 'case(): function expects an odd number of arguments'],
    ['print case(true, 1, false, 2)', 'case(): function expects an odd number'],
    ['print strlen()', 'strlen(): function expects 1 argument(s)'],
    ['print now(1h, 2h)', 'now(): function expects 0 to 1 arguments'],
    ['print column_ifexists()', 'column_ifexists(): function expects 2'],
    ['SecurityAlert | summarize sumif(Title)', 'sumif(): function expects 2'],
    ['SecurityAlert | summarize countif()', 'countif(): function expects 1'],
    [
      'print toscalar(SecurityAlert | project-away TimeGenerated, Title)',
      'the inner query has no column',
    ],
    [
      'SecurityAlert | where Title matches regex "("',
      "Regex pattern is ill-formed: '('",
    ],
    [
      'SecurityAlert | extend x = extract("(", 1, Title)',
      "Regex pattern is ill-formed: '('",
    ],
    [
      'print "ab" matches regex strcat("(", "?<=a)b")',
      'Regex pattern is ill-formed',
    ],
    ['print trim("[", "x")', 'Regex pattern is ill-formed'],
  ])('refuses %s', (query, message) => {
    const error = refusal(query);
    expect(error.kind).toBe('semantic');
    expect(error.message).toContain(message);
  });

  it('knows operators by their own names alone', () => {
    expect(refusal('SecurityAlert | constructor').kind).toBe('syntax');
  });

  it.each([
    ['parentheses', `print ${'('.repeat(5000)}1${')'.repeat(5000)}`],
    ['calls', `print ${'not('.repeat(3000)}true${')'.repeat(3000)}`],
    ['signs', `print ${'-'.repeat(20_000)}1`],
    ['sums', `print 1${'+1'.repeat(20_000)}`],
    ['alternatives', `print true${' or true'.repeat(20_000)}`],
    ['members', `print dynamic({})${'.a'.repeat(20_000)}`],
    ['inner queries', `${'('.repeat(5000)}SecurityAlert${')'.repeat(5000)}`],
  ])('refuses endless %s as a syntax error', (_, query) => {
    const error = refusal(query);
    expect(error.kind).toBe('syntax');
    expect(error.message).toContain('the simulator takes no more');
  });

  it('takes a query that is as deep and as long as it may be', () => {
    const chain = `1${'+1'.repeat(1000)}`;
    expect(run(`print ${'('.repeat(198)}${chain}${')'.repeat(198)}`)).toEqual([
      1001,
    ]);
    expect(run(`print ${'not('.repeat(198)}true${')'.repeat(198)}`)).toEqual([
      true,
    ]);
  });

  it('finds what every object inherits in no bag', () => {
    expect(run('print dynamic({"a":1}).constructor')).toEqual([null]);
    expect(run('print dynamic({"a":1})["toString"]')).toEqual([null]);
    expect(run('print datetime_diff("constructor", now(), ago(1h))')).toEqual([
      null,
    ]);
  });

  it('matches regular expressions in the time of RE2', () => {
    const started = performance.now();
    expect(run(`print "${'a'.repeat(5000)}!" matches regex "(a+)+$"`)).toEqual([
      false,
    ]);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(run('print extract("(b+)(c)?", 1, "abbbd")')).toEqual(['bbb']);
    expect(run('print extract("(b+)(c)?", 2, "abbbd")')).toEqual(['']);
    expect(run('print trim("-+", "--x-y--")')).toEqual(['x-y']);
    expect(run('print "Abc" matches regex "(?i)^aB"')).toEqual([true]);
  });

  it('still reads the instant of a query', () => {
    expect(run('print now()')).toEqual([toJson(new KqlDateTime(now))]);
  });
});

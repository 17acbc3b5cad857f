import { KqlError } from './KqlError';
import { runQuery } from './runQuery';
import { KqlDateTime, Table, toJson } from './Value';

const now = Date.parse('2026-11-24T08:00:00Z');
const hour = 3_600_000;

const incidents: Table = {
  columns: [
    { name: 'TimeGenerated', type: 'datetime' },
    { name: 'IncidentName', type: 'string' },
    { name: 'Status', type: 'string' },
    { name: 'Number', type: 'int' },
    { name: 'AlertIds', type: 'dynamic' },
    { name: 'Owner', type: 'dynamic' },
  ],
  rows: [
    ['i1', 'New', 1, ['a1', 'a2'], -50],
    ['i1', 'Closed', 1, ['a1', 'a2'], -3],
    ['i2', 'New', 2, ['a3'], -2],
    ['i3', 'New', 3, [], -1],
  ].map(([name, status, number, alerts, hours]) => ({
    TimeGenerated: new KqlDateTime(now + Number(hours) * hour),
    IncidentName: String(name),
    Status: String(status),
    Number: Number(number),
    AlertIds: alerts as string[],
    Owner: { email: name === 'i1' ? 'a@b.example' : null },
  })),
};

const alerts: Table = {
  columns: [
    { name: 'SystemAlertId', type: 'string' },
    { name: 'ProviderName', type: 'string' },
    { name: 'DisplayName', type: 'string' },
    { name: 'ExtendedProperties', type: 'string' },
  ],
  rows: [
    ['a1', 'IoTSecurity', 'PLC Operating Mode Changed', '{"SensorId":"s1"}'],
    ['a2', 'IoTSecurity', 'Port Scan Detected', '{"SensorId":"s2"}'],
    ['a3', 'Other', 'Impossible travel', '{}'],
  ].map(([id, provider, title, properties]) => ({
    SystemAlertId: id,
    ProviderName: provider,
    DisplayName: title,
    ExtendedProperties: properties,
  })),
};

function run(query: string): unknown[][] {
  const tables: Record<string, Table> = {
    SecurityIncident: incidents,
    SecurityAlert: alerts,
  };
  const { columns, rows } = runQuery(query, name => tables[name], now);
  return rows.map(row => columns.map(({ name }) => toJson(row[name] ?? null)));
}

describe('the KQL subset', () => {
  it.each<[string, unknown[][]]>([
    ['SecurityIncident | count', [[4]]],
    ['SecurityIncident | where TimeGenerated > ago(1d) | count', [[3]]],
    [
      'SecurityIncident | where TimeGenerated between (ago(4h) .. ago(90m)) | project IncidentName',
      [['i1'], ['i2']],
    ],
    [
      'SecurityIncident | where TimeGenerated >= datetime(2026-11-24T06:30:00Z) | project Number',
      [[3]],
    ],
    [
      "SecurityIncident | where Status =~ 'NEW' and not(Number == 2) | project Number",
      [[1], [3]],
    ],
    [
      "SecurityIncident | where Status in ('Closed', 'Active') or Number !in (1, 2) | project Number",
      [[1], [3]],
    ],
    [
      'SecurityIncident | summarize arg_max(TimeGenerated, Status) by IncidentName | project IncidentName, Status | sort by IncidentName asc',
      [
        ['i1', 'Closed'],
        ['i2', 'New'],
        ['i3', 'New'],
      ],
    ],
    [
      'SecurityIncident | summarize Rows = count(), New = countif(Status == "New"), dcount(IncidentName), max(TimeGenerated), min(Number)',
      [[4, 3, 3, '2026-11-24T07:00:00.0000000Z', 1]],
    ],
    [
      'SecurityIncident | summarize count() by bin(TimeGenerated, 1d) | order by TimeGenerated asc',
      [
        ['2026-11-22T00:00:00.0000000Z', 1],
        ['2026-11-24T00:00:00.0000000Z', 3],
      ],
    ],
    [
      'SecurityIncident | where Number > 99 | summarize count(), max(TimeGenerated)',
      [[0, null]],
    ],
    ['SecurityIncident | where Number > 99 | summarize count() by Status', []],
    [
      'SecurityIncident | mv-expand AlertId = AlertIds to typeof(string) | join kind=inner (SecurityAlert | where ProviderName == "IoTSecurity") on $left.AlertId == $right.SystemAlertId | summarize Iot = dcount(IncidentName), Rows = count()',
      [[1, 4]],
    ],
    [
      'SecurityIncident | mv-expand AlertIds | where isnotempty(AlertIds) | extend Id = tostring(AlertIds) | join kind=leftouter (SecurityAlert | project Id = SystemAlertId, DisplayName) on Id | where DisplayName has "scan" | distinct IncidentName',
      [['i1']],
    ],
    [
      'SecurityAlert | extend Sensor = tostring(parse_json(ExtendedProperties).SensorId) | where isnotempty(Sensor) | project Sensor | order by Sensor desc',
      [['s2'], ['s1']],
    ],
    [
      'SecurityIncident | where tostring(Owner.email) endswith "b.example" | summarize make_set(Status)',
      [[['New', 'Closed']]],
    ],
    [
      'union (SecurityIncident | project Table = "incident"), (SecurityAlert | project Table = "alert") | summarize count() by Table | order by Table asc',
      [
        ['alert', 3],
        ['incident', 4],
      ],
    ],
    [
      'let window = 1d; let recent = SecurityIncident | where TimeGenerated > ago(window); recent | top 1 by TimeGenerated desc | project Number',
      [[3]],
    ],
    [
      'SecurityIncident | where Number == toscalar(SecurityIncident | summarize max(Number)) | project IncidentName, Late = iff(TimeGenerated < ago(2h), "late", "fresh")',
      [['i3', 'fresh']],
    ],
    [
      'SecurityIncident | where IncidentName in ((SecurityIncident | where Number == 2 | project IncidentName)) | project-away TimeGenerated, AlertIds, Owner | take 5',
      [['i2', 'New', 2]],
    ],
    [
      'SecurityIncident // a comment\n| where Number == 2 // another\n| project Number',
      [[2]],
    ],
  ])('answers %s', (query, expected) => {
    expect(run(query)).toEqual(expected);
  });

  it.each([
    [
      'SecurityIncident | where Nothing == 1',
      "'where' operator: Failed to resolve column or scalar expression named 'Nothing'",
    ],
    [
      'NoTable | count',
      "Failed to resolve table or column expression named 'NoTable'",
    ],
    ['SecurityIncident | summarize oops(Number)', "Unknown function: 'oops'."],
    [
      'SecurityIncident | make-series count()',
      "Query could not be parsed at 'make-series'",
    ],
    [
      'SecurityIncident | where Number ==',
      "Query could not be parsed at '<end>'",
    ],
    ['SecurityIncident where x', "Query could not be parsed at 'where'"],
  ])('refuses %s', (query, message) => {
    expect(() => run(query)).toThrow(KqlError);
    expect(() => run(query)).toThrow(message);
  });
});

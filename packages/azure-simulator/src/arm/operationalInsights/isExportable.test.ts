import { isExportable } from './isExportable';

describe('tables that can be exported', () => {
  it.each([
    ['SecurityIncident', 'Analytics', true],
    ['SecurityAlert', 'Basic', true],
    ['Syslog', 'Analytics', true],
    ['SecurityIncident', 'Auxiliary', false],
    ['AzureDiagnostics', 'Analytics', false],
    ['protectionstatus', 'Analytics', false],
  ] as const)('%s of plan %s: %s', (name, plan, exportable) => {
    expect(isExportable({ name, plan })).toBe(exportable);
  });
});

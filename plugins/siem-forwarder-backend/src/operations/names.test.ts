import { ArmResourceId } from '../azure/ArmResourceId';
import { isNamespaceName } from './checkSpec';
import { exportRuleName, suggestedNamespaceName } from './names';

const workspace = (name: string) =>
  ArmResourceId.parse(
    `/subscriptions/a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/${name}`,
  );

describe('suggestedNamespaceName', () => {
  it.each([
    ['law-ot-austin', /^evhns-ot-austin-[0-9a-f]{5}$/],
    ['Sentinel', /^evhns-sentinel-[0-9a-f]{5}$/],
    ['law-', /^evhns-siem-[0-9a-f]{5}$/],
    ['w'.repeat(63), /^evhns-w+-[0-9a-f]{5}$/],
  ])('of %s is readable and allowed', (name, pattern) => {
    const suggestion = suggestedNamespaceName(workspace(name));
    expect(suggestion).toMatch(pattern);
    expect(isNamespaceName(suggestion)).toBe(true);
  });

  it('follows from the id, whatever its case', () => {
    const suggestion = suggestedNamespaceName(workspace('law-ot-austin'));
    expect(suggestedNamespaceName(workspace('LAW-OT-AUSTIN'))).toBe(suggestion);
    expect(suggestedNamespaceName(workspace('law-ot-lyon'))).not.toBe(
      suggestion,
    );
  });
});

describe('exportRuleName', () => {
  it.each(['abc', 'a'.repeat(40)])('fits Azure for %s', name => {
    // https://learn.microsoft.com/rest/api/loganalytics/data-exports
    expect(exportRuleName(name)).toMatch(/^[A-Za-z][A-Za-z0-9-]+[A-Za-z0-9]$/);
    expect(exportRuleName(name).length).toBeLessThanOrEqual(63);
  });
});

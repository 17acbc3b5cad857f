import { ArmResourceId } from './ArmResourceId';

const group =
  '/subscriptions/A7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10/resourceGroups/rg-ot-security';
const rule = `${group}/providers/Microsoft.OperationalInsights/workspaces/law-ot-austin/dataExports/export-x`;

describe('ArmResourceId', () => {
  it('reads the parts of an id', () => {
    const id = ArmResourceId.parse(` ${rule}/ `);
    expect(id.subscriptionId).toBe('a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10');
    expect(id.resourceGroup).toBe('rg-ot-security');
    expect(id.type).toBe(
      'microsoft.operationalinsights/workspaces/dataexports',
    );
    expect(id.name).toBe('export-x');
    expect(id.parent?.name).toBe('law-ot-austin');
    expect(id.parent?.parent).toBeUndefined();
    expect(id.parent?.child('dataExports', 'export-x').equals(id)).toBe(true);
    expect(JSON.stringify({ id })).toBe(`{"id":"${rule}"}`);
  });

  it('compares without regard to case', () => {
    const id = ArmResourceId.parse(rule);
    expect(id.equals(rule.toUpperCase())).toBe(true);
    expect(id.isWithin(group.toUpperCase())).toBe(true);
    expect(id.isWithin(`${group}-2`)).toBe(false);
    expect(id.isWithin(group.slice(0, -1))).toBe(false);
  });

  it.each([
    'export-x',
    group,
    `${group}/providers/Microsoft.EventHub/namespaces`,
    rule.replace('A7c1f9d2', 'zzzzzzzz'),
    rule.replace('law-ot-austin', '..'),
    rule.replace('export-x', '%2e%2e'),
    rule.replace('export-x', 'x?api-version=1'),
    rule.replace('rg-ot-security', '..'),
    rule.replace('export-x', 'x#y'),
  ])('refuses %s and names the field', text => {
    expect(() => ArmResourceId.parse(text, 'workspaceId')).toThrow(
      `workspaceId: '${text}' is not the id of an Azure resource`,
    );
  });
});

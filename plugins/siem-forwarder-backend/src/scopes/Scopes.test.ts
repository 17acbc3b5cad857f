import { ConfigReader } from '@backstage/config';
import { ArmResourceId } from '../azure/ArmResourceId';
import { Scopes } from './Scopes';

const A = 'a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10';
const B = 'c3e8b5a0-6d27-4b9c-9f41-7a2e5d8c1b36';
const rg = (subscription: string, name: string) =>
  `/subscriptions/${subscription}/resourceGroups/${name}`;
const workspace = (name: string, group = rg(A, 'rg-ot-security')) =>
  `${group}/providers/Microsoft.OperationalInsights/workspaces/${name}`;
const namespace = (name: string, group = rg(A, 'rg-ot-security')) =>
  `${group}/providers/Microsoft.EventHub/namespaces/${name}`;
const id = (text: string) => ArmResourceId.parse(text);

function scopes(...list: object[]) {
  return Scopes.fromConfig(
    new ConfigReader({ siemForwarder: { scopes: list as [] } }),
  );
}

describe('Scopes', () => {
  const fleet = scopes(
    {
      owners: ['Group:Default/Plant-Austin'],
      workspaces: [workspace('law-ot-austin')],
    },
    {
      owners: ['plant-lyon', 'group:default/soc'],
      resourceGroups: [rg(A, 'RG-OT-security')],
    },
    {
      owners: ['group:default/plant-osaka', 'user:default/ada'],
      subscriptions: [B.toUpperCase()],
    },
    {
      owners: ['group:default/plant-austin'],
      workspaces: [
        workspace('law-ot-austin')
          .toUpperCase()
          .replace('/SUBSCRIPTIONS', '/subscriptions'),
        workspace('law-ot-dallas'),
      ],
    },
  );

  it('lists owners as full lower-case refs', () => {
    expect(fleet.owners).toEqual([
      'group:default/plant-austin',
      'group:default/plant-lyon',
      'group:default/plant-osaka',
      'group:default/soc',
      'user:default/ada',
    ]);
  });

  it.each<[owner: string, resource: string, expected: boolean]>([
    // a workspace: itself and what lies below it
    ['group:default/plant-austin', workspace('law-ot-austin'), true],
    ['GROUP:default/Plant-AUSTIN', workspace('LAW-ot-austin'), true],
    [
      'group:default/plant-austin',
      `${workspace('law-ot-austin')}/dataExports/export-x`,
      true,
    ],
    ['group:default/plant-austin', workspace('law-ot-lyon'), false],
    ['group:default/plant-austin', workspace('law-ot-austin-2'), false],
    [
      'group:default/plant-austin',
      `${workspace('law-ot-lyon')}/dataExports/export-x`,
      false,
    ],
    // a workspace: namespaces beside it and their hubs, and nothing else
    [
      'group:default/plant-austin',
      namespace('evhns-new', rg(A, 'rg-OT-security')),
      true,
    ],
    [
      'group:default/plant-austin',
      `${namespace('evhns-new')}/eventhubs/x`,
      true,
    ],
    [
      'group:default/plant-austin',
      namespace('evhns-new', rg(A, 'rg-ot-security-2')),
      false,
    ],
    [
      'group:default/plant-austin',
      namespace('evhns-new', rg(B, 'rg-ot-security')),
      false,
    ],
    [
      'group:default/plant-austin',
      `${rg(A, 'rg-ot-security')}/providers/Microsoft.KeyVault/vaults/v`,
      false,
    ],
    [
      'group:default/plant-austin',
      `${rg(A, 'rg-ot-security')}/providers/Microsoft.EventHub/clusters/c`,
      false,
    ],
    // a resource group, a subscription
    ['group:default/soc', workspace('anything'), true],
    ['group:default/soc', workspace('anything', rg(A, 'rg-other')), false],
    ['user:default/ada', workspace('law-ot-osaka', rg(B, 'rg-ot-lab')), true],
    ['user:default/ada', workspace('law-ot-austin'), false],
    // nobody
    ['group:default/strangers', workspace('law-ot-austin'), false],
    ['user:default/plant-austin', workspace('law-ot-austin'), false],
  ])('%s contains %s: %s', (owner, resource, expected) => {
    expect(fleet.contains(owner, id(resource))).toBe(expected);
  });

  it('tells the owners of a resource, and the scopes of an owner', () => {
    expect(fleet.ownersOf(id(workspace('law-ot-austin')))).toEqual([
      'group:default/plant-austin',
      'group:default/plant-lyon',
      'group:default/soc',
    ]);
    const austin = fleet.scopesOf('plant-austin');
    expect(austin.workspaces.map(ws => ws.name.toLowerCase())).toEqual([
      'law-ot-austin',
      'law-ot-dallas',
    ]);
    expect(austin.subscriptions).toEqual([]);
    expect(fleet.scopesOf('group:default/plant-osaka').subscriptions).toEqual([
      B,
    ]);
    expect(fleet.scopesOf('group:default/strangers').resourceGroups).toEqual(
      [],
    );
  });

  it('takes no namespace for the owner of a workspace whose group others share', () => {
    const shared = scopes(
      {
        owners: ['plant-austin'],
        workspaces: [workspace('law-ot-austin')],
      },
      { owners: ['plant-lyon'], workspaces: [workspace('law-ot-lyon')] },
      { owners: ['soc'], resourceGroups: [rg(A, 'rg-ot-security')] },
    );
    const hub = id(`${namespace('evhns-ot-austin')}/eventhubs/alerts`);
    expect(shared.ownersOf(hub)).toEqual(['group:default/soc']);
    expect(shared.ownersOf(id(workspace('law-ot-lyon')))).toEqual([
      'group:default/plant-lyon',
      'group:default/soc',
    ]);
  });

  it('lets an owner bring along its own applications only', () => {
    const listed = Scopes.fromConfig(
      new ConfigReader({
        siemForwarder: {
          scopes: [
            {
              owners: ['plant-austin'],
              subscriptions: [A],
              applications: ['6D0C3B52-1111-4222-8333-444455556666'],
            },
            { owners: ['plant-lyon'], subscriptions: [A] },
          ],
        },
      }),
    );
    const clientId = '6d0c3b52-1111-4222-8333-444455556666';
    expect(listed.containsApplication('plant-austin', clientId)).toBe(true);
    expect(listed.containsApplication('plant-lyon', clientId)).toBe(false);
  });

  it('admits nobody without configuration', () => {
    const none = Scopes.fromConfig(new ConfigReader({}));
    expect(none.owners).toEqual([]);
    expect(none.contains('group:default/soc', id(workspace('x')))).toBe(false);
  });

  it.each([
    [
      { owners: ['group:default/'], subscriptions: [A] },
      /scopes\[0\]\.owners\[0\]: 'group:default\/'/,
    ],
    [{ owners: [], subscriptions: [A] }, /scopes\[0\]\.owners is empty/],
    [
      { owners: ['soc'], subscriptions: ['OT production'] },
      /scopes\[0\]\.subscriptions\[0\]: 'OT production'/,
    ],
    [
      { owners: ['soc'], resourceGroups: ['rg-ot'] },
      /scopes\[0\]\.resourceGroups\[0\]: 'rg-ot'/,
    ],
    [
      { owners: ['soc'], resourceGroups: [`${rg(A, '..')}`] },
      /scopes\[0\]\.resourceGroups\[0\]/,
    ],
    [
      { owners: ['soc'], workspaces: ['law-ot-austin'] },
      /scopes\[0\]\.workspaces\[0\]: 'law-ot-austin'/,
    ],
    [
      { owners: ['soc'], workspaces: [namespace('evhns')] },
      /workspaces\[0\]: .*is a microsoft\.eventhub\/namespaces/,
    ],
    [{ owners: ['soc'] }, /scopes\[0\] names no subscriptions/],
    [{ subscriptions: [A] }, /owners/],
  ])('refuses %j', (scope, message) => {
    expect(() => scopes(scope)).toThrow(message);
  });
});

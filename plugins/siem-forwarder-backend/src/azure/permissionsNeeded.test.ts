import {
  GrantedPermission,
  isGranted,
  matchesAction,
  missingPermissions,
} from './permissionsNeeded';

const contributor: GrantedPermission = {
  actions: ['*'],
  notActions: [
    'Microsoft.Authorization/*/Delete',
    'Microsoft.Authorization/*/Write',
  ],
};
const accessAdministrator: GrantedPermission = {
  actions: ['*/read', 'Microsoft.Authorization/roleAssignments/write'],
  notActions: [],
};

describe('matchesAction', () => {
  it.each([
    ['*', 'Microsoft.EventHub/namespaces/write', true],
    ['*/read', 'Microsoft.EventHub/namespaces/eventhubs/read', true],
    ['*/read', 'Microsoft.EventHub/namespaces/write', false],
    ['Microsoft.EventHub/*', 'microsoft.eventhub/NAMESPACES/write', true],
    ['Microsoft.EventHub/*', 'Microsoft.EventHubs/namespaces/write', false],
    [
      'Microsoft.Authorization/*/Write',
      'Microsoft.Authorization/roleAssignments/write',
      true,
    ],
    ['Microsoft.Authorization/*/Write', 'Microsoft.Authorization/write', false],
    [
      'Microsoft.EventHub/namespaces/write',
      'Microsoft.EventHub/namespaces/write/x',
      false,
    ],
    [
      'Microsoft.EventHub/namespaces.write',
      'Microsoft.EventHub/namespacesXwrite',
      false,
    ],
  ])('%s covers %s: %s', (pattern, action, expected) => {
    expect(matchesAction(pattern, action)).toBe(expected);
  });
});

describe('isGranted', () => {
  const write = 'Microsoft.Authorization/roleAssignments/write';

  it('takes away within a role, and lets another role grant again', () => {
    expect(isGranted([contributor], write)).toBe(false);
    expect(isGranted([contributor, accessAdministrator], write)).toBe(true);
    expect(isGranted([], write)).toBe(false);
  });

  it('lists what is missing, with the role to grant', () => {
    const scope = '/subscriptions/x';
    const needed = [
      {
        action: 'Microsoft.EventHub/namespaces/write',
        role: 'Contributor',
        scope,
      },
      { action: write, role: 'Role Based Access Control Administrator', scope },
    ];
    expect(missingPermissions(needed, [contributor])).toEqual([needed[1]]);
  });
});

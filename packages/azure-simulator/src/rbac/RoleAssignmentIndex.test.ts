import { addRoleAssignment } from '../seed/addResources';
import { emptyState } from '../state';
import {
  dropRoleAssignment,
  roleAssignmentsAbove,
  roleAssignmentsOf,
  storeRoleAssignment,
} from './RoleAssignmentIndex';

const group = '/subscriptions/S/resourceGroups/G';
const hub = `${group}/providers/Microsoft.EventHub/namespaces/N/eventhubs/H`;

function stateWith(...scopes: string[]) {
  const state = emptyState('tenant', 0);
  for (const scope of scopes) {
    addRoleAssignment(state, {
      principalId: 'reader',
      roleName: 'Reader',
      scope,
      now: 0,
    });
  }
  return state;
}

describe('the index of role assignments', () => {
  it('finds those at a scope and above, and none beside or below', () => {
    const state = stateWith('', group, hub, `${hub}-2`, `${group}-2`);
    const scopes = (scope: string) =>
      roleAssignmentsAbove(state, 'reader', scope)
        .map(found => found.scope)
        .sort();
    expect(scopes(hub.toUpperCase())).toEqual(['', group, hub]);
    expect(scopes(group)).toEqual(['', group]);
    expect(roleAssignmentsAbove(state, 'nobody', hub)).toEqual([]);
  });

  it('follows what is stored and dropped after the first look', () => {
    const state = stateWith(group);
    const [first] = roleAssignmentsOf(state, 'reader');
    storeRoleAssignment(state, { ...first, scope: hub, principalId: 'other' });
    expect(roleAssignmentsOf(state, 'reader')).toEqual([]);
    expect(roleAssignmentsAbove(state, 'other', hub)).toHaveLength(1);
    dropRoleAssignment(state, first.id.toUpperCase());
    expect(roleAssignmentsOf(state, 'other')).toEqual([]);
    expect(state.roleAssignments).toEqual({});
  });

  it('knows a state that replaces another', () => {
    const before = stateWith(group);
    expect(roleAssignmentsOf(before, 'reader')).toHaveLength(1);
    const after = structuredClone(stateWith(group, hub));
    expect(roleAssignmentsOf(after, 'reader')).toHaveLength(2);
  });
});

import { ArmResourceId } from '../azure/ArmResourceId';
import { RoleAssignment } from '../azure/AzureServices';
import { groupBy } from './groupBy';

/** Role assignments, found by whom they are granted to and by where they hold. */
export class RoleIndex {
  readonly #byPrincipal: Map<string, RoleAssignment[]>;
  readonly #groups: RoleAssignment[];

  constructor(assignments: readonly RoleAssignment[]) {
    this.#byPrincipal = groupBy(assignments, ({ principalId }) => principalId);
    this.#groups = assignments.filter(
      ({ principalType }) => principalType === 'Group',
    );
  }

  /** Assignments to a principal that are written at a resource, its group or its subscription. */
  ofPrincipal(principalId: string, resource: ArmResourceId): RoleAssignment[] {
    return (this.#byPrincipal.get(principalId) ?? []).filter(({ scope }) =>
      resource.isWithin(scope),
    );
  }

  /** How many groups have a role at a resource. */
  groupsAt(resource: ArmResourceId): number {
    return this.#groups.filter(({ scope }) => resource.isWithin(scope)).length;
  }
}

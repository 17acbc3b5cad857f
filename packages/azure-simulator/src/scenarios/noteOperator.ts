import { randomUUID } from 'node:crypto';
import { noteActivity } from '../arm/activityLog/noteActivity';
import { World } from '../World';

/** Who does what happens in scenarios, and what is done behind the portal's back. */
export const operatorName = 'ops-admin@contoso.com';

/** Writes what a person did through Resource Manager into the Activity Log. */
export function noteOperator(
  world: World,
  operation: {
    /** RBAC action, which ends in `write` or `delete`. */
    operationName: string;
    resourceId: string;
  },
): void {
  noteActivity(world.state, {
    ...operation,
    correlationId: randomUUID(),
    caller: operatorName,
    method: operation.operationName.endsWith('/delete') ? 'DELETE' : 'PUT',
    status: 200,
    at: world.clock.now(),
  });
}

import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { PolicyQuery } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { ReadDecision } from './RoutesBackend';
import { TEAMS } from './seedFleet';

let decision: ReadDecision = 'allow';

/** Decides from now on whether entities may be read by all, or by their owners. */
export function decideReads(next: ReadDecision): void {
  decision = next;
}

/** Allows all, but the reading of entities only to their owners when told so. */
export const routesPolicy = createBackendModule({
  pluginId: 'permission',
  moduleId: 'bench-policy',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy({
          async handle({ permission }: PolicyQuery): Promise<PolicyDecision> {
            return decision === 'conditional' &&
              isResourcePermission(permission, RESOURCE_TYPE_CATALOG_ENTITY) &&
              isPermission(permission, catalogEntityReadPermission)
              ? createCatalogConditionalDecision(
                  permission,
                  catalogConditions.isEntityOwner({ claims: [TEAMS[0]] }),
                )
              : { result: AuthorizeResult.ALLOW };
          },
        });
      },
    });
  },
});

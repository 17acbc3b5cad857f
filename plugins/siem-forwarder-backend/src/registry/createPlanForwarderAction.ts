import { AuthService } from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { NotAllowedError } from '@backstage/errors';
import { siemForwarderCreatePermission } from 'backstage-plugin-siem-forwarder-common';
import { forwarderSpecSchema } from '../actions/forwarderSpecSchema';
import { OwnerAccess, requireMembership } from '../api/OwnerAccess';
import { Operations } from '../operations';
import { planSchema } from './planSchema';

/** What planning takes. */
export interface Planning {
  auth: AuthService;
  ownerAccess: OwnerAccess;
  operations: Pick<Operations, 'plan'>;
}

/** Registers `plan-forwarder`. */
export function createPlanForwarderAction(
  actionsRegistry: ActionsRegistryService,
  { auth, ownerAccess, operations }: Planning,
): void {
  actionsRegistry.register({
    name: 'plan-forwarder',
    title: 'Plan a SIEM forwarder',
    description: `
Tells what making a forwarder would do: create, adopt, change or refuse, resource by resource, with the difference; what
stands against it, and with which remedy; which rights the portal's identities lack, and which role gives them; what
would be exported, by the last 30 days; what Azure would bill, in quantities. Writes nothing.

It is the plan of the form and of the template's dry run. The caller must belong to the owner.
    `,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    visibilityPermission: siemForwarderCreatePermission,
    schema: {
      input: z => z.object({ forwarder: forwarderSpecSchema(z) }),
      output: planSchema,
    },
    action: async ({ input, credentials }) => {
      if (!auth.isPrincipal(credentials, 'user')) {
        throw new NotAllowedError(
          'Only a user can plan a forwarder: a plan is made for an owner that he belongs to',
        );
      }
      const caller = await ownerAccess.userOf(
        credentials,
        siemForwarderCreatePermission,
      );
      requireMembership(caller, input.forwarder.owner);
      return { output: await operations.plan(input.forwarder) };
    },
  });
}

import { ServicePrincipal, SimulatorState } from '../state';
import { addGraphServicePrincipal, addIdentity } from './addDirectory';
import { addRoleAssignment } from './addResources';
import { SeedContext } from './Seed';

/** The portal's identities in a seed, and how they get their rights. */
export interface SeededPortal {
  sweeper: ServicePrincipal;
  provisioner: ServicePrincipal;
  /** Assigns a role, in force for long. */
  grant(principalId: string, roleName: string, scope: string): void;
  /** Lets the sweeper read all of a subscription, and both identities check namespace names in it. */
  grantReading(subscriptionId: string): void;
}

/** Microsoft Graph's service principal and the portal's two identities, without rights in any subscription. */
export function addPortal(
  state: SimulatorState,
  { now, credentials }: SeedContext,
): SeededPortal {
  addGraphServicePrincipal(state, now);
  const sweeper = addIdentity(state, {
    name: 'siem-forwarder-sweeper',
    credentials: credentials.sweeper,
    graphPermissions: ['Application.Read.All'],
    now,
  });
  const provisioner = addIdentity(state, {
    name: 'siem-forwarder-provisioner',
    credentials: credentials.provisioner,
    graphPermissions: ['Application.ReadWrite.OwnedBy'],
    now,
  });
  const grant = (principalId: string, roleName: string, scope: string) => {
    addRoleAssignment(state, { principalId, roleName, scope, now });
  };
  return {
    sweeper,
    provisioner,
    grant,
    grantReading: subscriptionId => {
      const scope = `/subscriptions/${subscriptionId}`;
      grant(sweeper.id, 'Reader', scope);
      grant(sweeper.id, 'Monitoring Reader', scope);
      grant(sweeper.id, 'Log Analytics Reader', scope);
      grant(sweeper.id, 'Microsoft Sentinel Reader', scope);
      for (const identity of [sweeper, provisioner]) {
        grant(identity.id, 'SIEM Forwarder Namespace Name Checker', scope);
      }
    },
  };
}

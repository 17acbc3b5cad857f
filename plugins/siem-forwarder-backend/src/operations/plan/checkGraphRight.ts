import { Problem } from 'backstage-plugin-siem-forwarder-common';
import { graphRoles } from '../../azure/graphRoles';
import { problem } from '../problems';
import { PlanContext } from './PlanContext';
import { provisioningIdentity } from './provisioningIdentity';

/** Either lets an identity register applications and issue their secrets. */
const sufficient: readonly string[] = [
  graphRoles.applicationReadWriteOwnedBy,
  graphRoles.applicationReadWriteAll,
];

/**
 * The right to register applications, which is Microsoft Graph's to give and
 * so appears in no role of Azure.
 */
export async function checkGraphRight(
  context: PlanContext,
): Promise<Problem[]> {
  const { provisioner, reader, signal } = context;
  if (!provisioner) {
    return [];
  }
  const clientId = await provisioner.entra.ownClientId({ signal });
  const principal = await reader.entra.getServicePrincipal(clientId, {
    signal,
  });
  const granted = principal
    ? await reader.entra.listGrantedGraphRoles(principal.id, { signal })
    : [];
  return granted.some(role => sufficient.includes(role.toLowerCase()))
    ? []
    : [
        {
          ...problem(
            'application',
            'graph-right-missing',
            `The portal's provisioning identity (${clientId}) may not register Entra applications or issue their secrets.`,
            "Grant it the Microsoft Graph application permission 'Application.ReadWrite.OwnedBy', with admin consent.",
          ),
          right: {
            identity: await provisioningIdentity(context),
            role: 'Application.ReadWrite.OwnedBy',
            scope: 'Microsoft Graph',
            rights: ['register Entra applications', 'issue their secrets'],
          },
        },
      ];
}

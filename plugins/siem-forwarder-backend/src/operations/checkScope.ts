import { Problem } from 'backstage-plugin-siem-forwarder-common';
import { Scopes } from '../scopes';
import { ForwarderTarget } from './ForwarderTarget';
import { problem } from './problems';

/**
 * What of a specification lies outside the owner's scope. Asked before
 * anything is read, so that nobody learns about resources of others.
 */
export function checkScope(target: ForwarderTarget, scopes: Scopes): Problem[] {
  const { clientId, owner, workspaceId, namespaceId } = target;
  const found: Problem[] = [];
  if (!scopes.contains(owner, workspaceId)) {
    found.push(
      problem(
        'workspaceId',
        'workspace-out-of-scope',
        `The workspace '${workspaceId}' lies outside the scope of ${owner}.`,
        'Choose a workspace from the list, or ask the platform team to add it to siemForwarder.scopes.',
      ),
    );
  }
  if (!scopes.contains(owner, namespaceId)) {
    found.push(
      problem(
        'namespace.resourceGroup',
        'resource-group-out-of-scope',
        `The resource group '${namespaceId.resourceGroup}' lies outside the scope of ${owner}.`,
        "Leave it empty to use the workspace's own, or ask the platform team to add it to siemForwarder.scopes.",
      ),
    );
  }
  if (clientId && !scopes.containsApplication(owner, clientId)) {
    found.push(
      problem(
        'application.clientId',
        'application-out-of-scope',
        `The application '${clientId}' is not among those that ${owner} may bring along.`,
        'Leave it empty to have one registered, or ask the platform team to add it to siemForwarder.scopes[].applications.',
      ),
    );
  }
  return found;
}

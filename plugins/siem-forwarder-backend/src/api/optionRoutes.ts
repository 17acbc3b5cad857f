import { KeyVaultOption } from 'backstage-plugin-siem-forwarder-common';
import {
  siemForwarderCreatePermission,
  siemForwarderReadPermission,
} from 'backstage-plugin-siem-forwarder-common';
import { NotAllowedError } from '@backstage/errors';
import {
  normalizeOwner,
  parseWorkspaceId,
} from '../operations/ForwarderTarget';
import { NamespaceNames } from '../operations/NamespaceNames';
import { SiemDirectory } from '../operations/SiemDirectory';
import { WorkspaceOptions } from '../operations/WorkspaceOptions';
import { Scopes } from '../scopes';
import { OwnerAccess, requireMembership } from './OwnerAccess';
import { SiemForwarderRouter } from './SiemForwarderRouter';

/** What the routes of the form's options need. */
export interface OptionRoutesOptions {
  scopes: Scopes;
  siems: SiemDirectory;
  keyVaults: KeyVaultOption[];
  workspaces: WorkspaceOptions;
  namespaceNames: NamespaceNames;
  access: OwnerAccess;
}

/** Adds the routes that feed the form. */
export function addOptionRoutes(
  router: SiemForwarderRouter,
  options: OptionRoutesOptions,
): void {
  const { access, keyVaults, namespaceNames, scopes, siems, workspaces } =
    options;

  router.get('/v1/options', async (request, response) => {
    const caller = await access.requireUser(
      request,
      siemForwarderReadPermission,
    );
    const owners = scopes.owners.filter(owner => caller.owners.includes(owner));
    response.json({
      owners,
      siems: siems
        .list()
        .filter(({ id }) => owners.some(owner => siems.mayUse(id, owner)))
        .map(({ id, title, kind, configures, verifies }) => ({
          id,
          title,
          kind,
          configures,
          verifies,
        })),
      keyVaults: owners.length > 0 ? keyVaults : [],
    });
  });

  router.get('/v1/options/workspaces', async (request, response) => {
    const caller = await access.requireUser(
      request,
      siemForwarderCreatePermission,
    );
    const { owner } = request.query;
    requireMembership(caller, owner);
    response.json({ items: await workspaces.list(normalizeOwner(owner)) });
  });

  router.get('/v1/options/namespace-name', async (request, response) => {
    const caller = await access.requireUser(
      request,
      siemForwarderCreatePermission,
    );
    const { owner, workspaceId, name } = request.query;
    requireMembership(caller, owner);
    const id = parseWorkspaceId(workspaceId);
    if (!scopes.contains(owner, id)) {
      throw new NotAllowedError(
        `workspaceId: '${id}' lies outside the scope of ${owner}; choose a workspace from the list`,
      );
    }
    response.json(await namespaceNames.check(id, name));
  });
}

import { ConflictError } from '@backstage/errors';
import { presentWatch } from '../calls';
import { AzureConnection } from './AzureConnection';
import { callAzure } from './callAzure';
import { clientIdOf } from './clientIdOf';
import { AzureErrorKind } from './AzureErrorKind';
import { AzureError, isAzureError } from './AzureError';
import {
  Application,
  CallOptions,
  Entra,
  GraphRoleGrant,
  IssuedSecret,
  ServicePrincipal,
} from './AzureServices';
import { nameHeldByDeletedApplication } from './deletedApplications';
import { GraphClient } from './GraphClient';
import {
  applicationProperties,
  servicePrincipalProperties,
  toApplication,
  toIssuedSecret,
  toServicePrincipal,
} from './graphAnswers';
import {
  missingGraphRequest,
  withoutGraphRequest,
} from './missingGraphRequest';
import { MICROSOFT_GRAPH_APP_ID } from './graphRoles';
import { readMaximumSecretLifetime } from './secretLifetimePolicy';
import { waitUntil } from './waitUntil';

/** {@link Entra} over Microsoft Graph v1.0. */
export class GraphEntra implements Entra {
  readonly tenantId: string;
  readonly #graph: GraphClient;
  readonly #connection: AzureConnection;
  readonly #authorityHost: string;
  readonly #consistencyTimeout: number;
  #graphServicePrincipalId: string | undefined;

  constructor(connection: AzureConnection) {
    this.tenantId = connection.tenantId;
    this.#graph = new GraphClient(connection);
    this.#connection = connection;
    this.#authorityHost = connection.cloud.authorityHost;
    this.#consistencyTimeout = connection.timings.consistencyTimeout;
  }

  async ownClientId(options?: CallOptions): Promise<string> {
    const { credential, cloud } = this.#connection;
    // No pipeline of ours is in between, so that only a race ends a silent login.
    const token = await callAzure(
      {
        service: 'Microsoft Entra login',
        action: `sign in to tenant '${this.tenantId}'`,
      },
      {
        signal: AbortSignal.any([
          AbortSignal.timeout(this.#connection.timings.attemptTimeout),
          ...(options?.signal ? [options.signal] : []),
        ]),
      },
      sdk => credential.getToken(cloud.graph.scope, sdk),
    );
    return clientIdOf(token?.token ?? '');
  }

  async getApplication(
    appId: string,
    options?: CallOptions,
  ): Promise<Application | undefined> {
    const found = await this.#graph.get(
      {
        action: `read application '${appId}'`,
        path: "/applications(appId='{}')",
        parameters: [appId],
        select: applicationProperties,
      },
      options,
    );
    return found && toApplication(found);
  }

  async getApplicationByUniqueName(
    uniqueName: string,
    options?: CallOptions,
  ): Promise<Application | undefined> {
    const found = await this.#readByUniqueName(uniqueName, options);
    return found && toApplication(found);
  }

  async listApplications(options?: CallOptions): Promise<Application[]> {
    const all = await this.#graph.list(
      {
        action: `list the applications of tenant '${this.tenantId}'`,
        path: '/applications',
        select: applicationProperties,
      },
      options,
    );
    return all.map(toApplication);
  }

  async listServicePrincipals(
    options?: CallOptions,
  ): Promise<ServicePrincipal[]> {
    const all = await this.#graph.list(
      {
        action: `list the service principals of tenant '${this.tenantId}'`,
        path: '/servicePrincipals',
        select: servicePrincipalProperties,
      },
      options,
    );
    return all.map(toServicePrincipal);
  }

  async upsertApplication(
    application: {
      uniqueName: string;
      displayName: string;
      requestGraphPermission: boolean;
      notes: string;
    },
    options?: CallOptions,
  ): Promise<Application> {
    const { uniqueName } = application;
    const existing = await this.#readByUniqueName(uniqueName, options);
    const changes = existing
      ? missingGraphRequest(existing, application.requestGraphPermission)
      : {
          displayName: application.displayName,
          signInAudience: 'AzureADMyOrg',
          notes: application.notes,
          ...missingGraphRequest(undefined, application.requestGraphPermission),
        };
    if (changes) {
      try {
        await this.#graph.patch(
          {
            action: `write application '${uniqueName}'`,
            path: "/applications(uniqueName='{}')",
            parameters: [uniqueName],
            // The body of an upsert must name it, also where it does not change.
            body: { displayName: application.displayName, ...changes },
            headers: { Prefer: 'create-if-missing' },
          },
          options,
        );
      } catch (error) {
        if (existing || !isAzureError(error) || error.kind !== 'invalid') {
          throw error;
        }
        // The name is taken by what Graph does not show: something deleted, or
        // something just made.
        const held = await nameHeldByDeletedApplication(
          this.#graph,
          uniqueName,
          error,
          options,
        );
        if (held) {
          throw held;
        }
        return this.#madeBefore(application, error, options);
      }
    }
    return this.#whenReplicated(['not-found'], options, () =>
      this.getApplicationByUniqueName(uniqueName, options),
    );
  }

  deleteApplication(id: string, options?: CallOptions): Promise<void> {
    return this.#graph.delete(
      {
        action: `delete application object '${id}'`,
        path: '/applications/{}',
        parameters: [id],
      },
      options,
    );
  }

  async findWithNotes(
    uniqueName: string,
    options?: CallOptions,
  ): Promise<
    { id: string; appId: string; notes: string; deleted: boolean } | undefined
  > {
    const found = await this.#readByUniqueName(uniqueName, options, [
      'id',
      'appId',
      'notes',
    ]);
    const described = found ?? (await this.#findDeleted(uniqueName, options));
    return (
      described && {
        id: String(described.id),
        appId: String(described.appId),
        notes: String(described.notes ?? ''),
        deleted: found === undefined,
      }
    );
  }

  async #findDeleted(
    uniqueName: string,
    options?: CallOptions,
  ): Promise<Record<string, unknown> | undefined> {
    const deleted = await this.#graph.list(
      {
        action: `list the deleted applications that may be '${uniqueName}'`,
        path: '/directory/deletedItems/microsoft.graph.application',
        select: 'id,appId,uniqueName,notes',
      },
      options,
    );
    return deleted.find(item => item.uniqueName === uniqueName);
  }

  async purgeApplication(
    { id, appId }: { id: string; appId: string },
    options?: CallOptions,
  ): Promise<void> {
    // The principal lies in the bin by itself.
    const principalIds = await this.#deletedPrincipals(appId, options);
    for (const principalId of principalIds) {
      await this.#purge(principalId, options);
    }
    if (principalIds.length > 0 && presentWatch()?.sawMissing) {
      // Once the application is gone nobody looks for it any more.
      const [left] = await this.#deletedPrincipals(appId, options);
      if (left !== undefined) {
        throw new ConflictError(
          `The service principal '${left}' lies in the directory's recycle bin, though Graph said that it does not; it is deleted with the next try`,
        );
      }
    }
    await this.#purge(id, options);
  }

  async #deletedPrincipals(
    appId: string,
    options?: CallOptions,
  ): Promise<string[]> {
    const principals = await this.#graph.list(
      {
        action: `list the deleted service principals that may be of application '${appId}'`,
        path: '/directory/deletedItems/microsoft.graph.servicePrincipal',
        select: 'id,appId',
      },
      options,
    );
    return principals
      .filter(principal => principal.appId === appId)
      .map(principal => String(principal.id));
  }

  async withdrawGraphPermission(
    uniqueName: string,
    options?: CallOptions,
  ): Promise<void> {
    const existing = await this.#readByUniqueName(uniqueName, options);
    const changes = existing && withoutGraphRequest(existing);
    if (!changes) {
      return;
    }
    await this.#graph.patch(
      {
        action: `write application '${uniqueName}'`,
        path: '/applications/{}',
        parameters: [String(existing.id)],
        body: changes,
      },
      options,
    );
  }

  async deleteServicePrincipal(
    id: string,
    options?: CallOptions,
  ): Promise<void> {
    await this.#graph.delete(
      {
        action: `delete service principal '${id}'`,
        path: '/servicePrincipals/{}',
        parameters: [id],
      },
      options,
    );
    await this.#purge(id, options);
  }

  #purge(id: string, options?: CallOptions): Promise<void> {
    return this.#graph.delete(
      {
        action: `delete '${id}' from the directory's recycle bin`,
        path: '/directory/deletedItems/{}',
        parameters: [id],
      },
      options,
    );
  }

  async getServicePrincipal(
    appId: string,
    options?: CallOptions,
  ): Promise<ServicePrincipal | undefined> {
    const found = await this.#graph.get(
      {
        action: `read the service principal of application '${appId}'`,
        path: "/servicePrincipals(appId='{}')",
        parameters: [appId],
        select: servicePrincipalProperties,
      },
      options,
    );
    return found && toServicePrincipal(found);
  }

  async ensureServicePrincipal(
    appId: string,
    options?: CallOptions,
  ): Promise<ServicePrincipal> {
    // While the application is not replicated, Graph knows no such appId (400
    // or 404); where somebody else was faster, it conflicts (409).
    return this.#whenReplicated(
      ['invalid', 'not-found', 'conflict'],
      options,
      async () =>
        (await this.getServicePrincipal(appId, options)) ??
        toServicePrincipal(
          await this.#graph.post(
            {
              action: `create the service principal of application '${appId}'`,
              path: '/servicePrincipals',
              body: { appId },
            },
            options,
          ),
        ),
    );
  }

  async listGrantedGraphRoles(
    servicePrincipalId: string,
    options?: CallOptions,
  ): Promise<string[]> {
    const graphId = await this.#readGraphServicePrincipalId(options);
    const granted = await this.#graph.list(
      {
        action: `list the app roles of service principal '${servicePrincipalId}'`,
        path: '/servicePrincipals/{}/appRoleAssignments',
        parameters: [servicePrincipalId],
      },
      options,
    );
    return granted
      .filter(({ resourceId }) => resourceId === graphId)
      .map(({ appRoleId }) => String(appRoleId));
  }

  async listGraphRoleGrants(options?: CallOptions): Promise<GraphRoleGrant[]> {
    const graphId = await this.#readGraphServicePrincipalId(options);
    if (!graphId) {
      return [];
    }
    const grants = await this.#graph.list(
      {
        action: 'list who has app roles of Microsoft Graph',
        path: '/servicePrincipals/{}/appRoleAssignedTo',
        parameters: [graphId],
      },
      options,
    );
    return grants.map(({ principalId, appRoleId }) => ({
      principalId: String(principalId),
      roleId: String(appRoleId),
    }));
  }

  async addPassword(
    applicationId: string,
    password: { displayName: string; endsAt: string },
    options?: CallOptions,
  ): Promise<IssuedSecret> {
    // Only a 404, which issued nothing, is tried again.
    return this.#whenReplicated(['not-found'], options, async () =>
      toIssuedSecret(
        await this.#graph.post(
          {
            action: `issue a secret for application object '${applicationId}'`,
            path: '/applications/{}/addPassword',
            parameters: [applicationId],
            body: {
              passwordCredential: {
                displayName: password.displayName,
                endDateTime: password.endsAt,
              },
            },
          },
          options,
        ),
      ),
    );
  }

  async removePassword(
    applicationId: string,
    keyId: string,
    options?: CallOptions,
  ): Promise<void> {
    const found = await this.#graph.get(
      {
        action: `read the secrets of application object '${applicationId}'`,
        path: '/applications/{}',
        parameters: [applicationId],
        select: applicationProperties,
      },
      options,
    );
    const passwords = found ? toApplication(found).passwords : [];
    if (!passwords.some(password => password.keyId === keyId)) {
      return;
    }
    await this.#graph.post(
      {
        action: `remove secret '${keyId}' of application object '${applicationId}'`,
        path: '/applications/{}/removePassword',
        parameters: [applicationId],
        body: { keyId },
      },
      options,
    );
  }

  async maximumSecretLifetimeDays(
    options?: CallOptions,
  ): Promise<number | undefined> {
    try {
      const policy = await this.#graph.get(
        {
          action: `read the app management policy of tenant '${this.tenantId}'`,
          path: '/policies/defaultAppManagementPolicy',
        },
        options,
      );
      return policy && readMaximumSecretLifetime(policy);
    } catch (error) {
      // Reading it takes Policy.Read.All, which the plugin does not ask for.
      if (isAzureError(error) && error.kind === 'forbidden') {
        return undefined;
      }
      throw error;
    }
  }

  adminConsentUrl(appId: string): string {
    const query = new URLSearchParams({ client_id: appId });
    return `${this.#authorityHost}/${this.tenantId}/adminconsent?${query}`;
  }

  /**
   * The application that an earlier try of the same operation has made and
   * that Graph did not show yet: its notes name the operation. One of anybody
   * else is refused with what Graph said.
   */
  async #madeBefore(
    { uniqueName, notes }: { uniqueName: string; notes: string },
    refusal: AzureError,
    options?: CallOptions,
  ): Promise<Application> {
    const made = await waitUntil(
      () =>
        this.#readByUniqueName(uniqueName, options, [
          applicationProperties,
          'notes',
        ]),
      { timeout: this.#consistencyTimeout, signal: options?.signal },
    );
    if (made?.notes !== notes) {
      throw refusal;
    }
    return toApplication(made);
  }

  #readByUniqueName(
    uniqueName: string,
    options?: CallOptions,
    properties: string[] = [applicationProperties],
  ) {
    return this.#graph.get(
      {
        action: `read application '${uniqueName}'`,
        path: "/applications(uniqueName='{}')",
        parameters: [uniqueName],
        select: properties.join(','),
      },
      options,
    );
  }

  /** The object id of Microsoft Graph differs from tenant to tenant. */
  async #readGraphServicePrincipalId(
    options?: CallOptions,
  ): Promise<string | undefined> {
    this.#graphServicePrincipalId ??= (
      await this.getServicePrincipal(MICROSOFT_GRAPH_APP_ID, options)
    )?.id;
    return this.#graphServicePrincipalId;
  }

  /**
   * Asks until the directory's replicas agree; the last refusal is thrown
   * when they do not in time.
   */
  async #whenReplicated<T>(
    passing: AzureErrorKind[],
    options: CallOptions | undefined,
    ask: () => Promise<T | undefined>,
  ): Promise<T> {
    const refusal: { last?: unknown } = {};
    const answer = await waitUntil(
      async () => {
        try {
          return await ask();
        } catch (error) {
          if (isAzureError(error) && passing.includes(error.kind)) {
            refusal.last = error;
            return undefined;
          }
          throw error;
        }
      },
      { timeout: this.#consistencyTimeout, signal: options?.signal },
    );
    if (answer === undefined) {
      throw (
        refusal.last ??
        new Error('Microsoft Entra does not show what was just written')
      );
    }
    return answer;
  }
}

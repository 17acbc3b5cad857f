import {
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  BasicPermission,
  QueryPermissionRequest,
  ResourcePermission,
} from '@backstage/plugin-permission-common';

/** Somebody who may read, and how much of the catalog. */
export interface Reader {
  credentials: BackstageCredentials;
  /**
   * Which entities he may read: `some` depends on each entity, and only the
   * catalog can tell which.
   */
  entities: 'all' | 'some' | 'none';
}

const entitiesOf: Record<AuthorizeResult, Reader['entities']> = {
  [AuthorizeResult.ALLOW]: 'all',
  [AuthorizeResult.CONDITIONAL]: 'some',
  [AuthorizeResult.DENY]: 'none',
};

/** Tells who reads, and what he may read. */
export class ReadAccess {
  readonly #httpAuth: HttpAuthService;
  readonly #permissions: PermissionsService;

  private constructor(options: {
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
  }) {
    this.#httpAuth = options.httpAuth;
    this.#permissions = options.permissions;
  }

  static create(options: {
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
  }): ReadAccess {
    return new ReadAccess(options);
  }

  /**
   * The reader behind a request.
   *
   * @throws NotAllowedError that names the permission that he lacks
   */
  async reader(
    request: Parameters<HttpAuthService['credentials']>[0],
    ...permissions: BasicPermission[]
  ): Promise<Reader> {
    return this.readerOf(
      await this.#httpAuth.credentials(request, { allow: ['user', 'service'] }),
      ...permissions,
    );
  }

  /**
   * The reader with these credentials.
   *
   * @throws NotAllowedError that names the permission that he lacks
   */
  async readerOf(
    credentials: BackstageCredentials,
    ...permissions: BasicPermission[]
  ): Promise<Reader> {
    // One question for all: a policy is asked over the network. Its endpoint
    // takes basic permissions too and decides them at once; only the type of
    // the client is narrower.
    const asked = [
      { permission: catalogEntityReadPermission },
      ...permissions.map(permission => ({ permission })),
    ] as QueryPermissionRequest[];
    const [entities, ...decisions] =
      await this.#permissions.authorizeConditional(asked, { credentials });
    decisions.forEach(({ result }, index) => {
      if (result !== AuthorizeResult.ALLOW) {
        throw lacking(permissions[index].name);
      }
    });
    return { credentials, entities: entitiesOf[entities.result] };
  }

  /**
   * Makes sure that a reader may do something with one entity.
   *
   * @throws NotAllowedError that names the permission and the entity
   */
  async requireOn(
    { credentials }: Reader,
    permission: ResourcePermission,
    resourceRef: string,
  ): Promise<void> {
    const [{ result }] = await this.#permissions.authorize(
      [{ permission, resourceRef }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw lacking(permission.name, resourceRef);
    }
  }
}

function lacking(permission: string, resourceRef?: string): NotAllowedError {
  return new NotAllowedError(
    `You lack the permission '${permission}'${
      resourceRef ? ` on ${resourceRef}` : ''
    }; ask the platform team for it`,
  );
}

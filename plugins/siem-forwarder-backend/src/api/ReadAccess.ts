import {
  BackstageCredentials,
  BackstageUserPrincipal,
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

/** What {@link ReadAccess} asks. */
export interface ReadAccessOptions {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  /** The present in epoch milliseconds; the system's clock when absent. */
  now?: () => number;
}

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

/**
 * How long a policy's leave is remembered: a page asks several routes at once,
 * and each question goes over the network. A refusal is never remembered, and
 * which entities a conditional reader may see is asked each time.
 */
const REMEMBERED_MS = 2_000;

/** Readers that are remembered at one time. */
const MOST_REMEMBERED = 1_000;

/** Tells who reads, and what he may read. */
export class ReadAccess {
  readonly #httpAuth: HttpAuthService;
  readonly #permissions: PermissionsService;
  readonly #now: () => number;
  readonly #remembered = new Map<
    string,
    { until: number; entities: Promise<Reader['entities']> }
  >();

  private constructor(options: ReadAccessOptions) {
    this.#httpAuth = options.httpAuth;
    this.#permissions = options.permissions;
    this.#now = options.now ?? Date.now;
  }

  static create(options: ReadAccessOptions): ReadAccess {
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
    const key = rememberedAs(credentials, permissions);
    const known = key === undefined ? undefined : this.#remembered.get(key);
    if (known && known.until > this.#now()) {
      return { credentials, entities: await known.entities };
    }
    const entities = this.#ask(credentials, permissions);
    if (key !== undefined) {
      if (this.#remembered.size >= MOST_REMEMBERED) {
        this.#remembered.clear();
      }
      const until = this.#now() + REMEMBERED_MS;
      this.#remembered.set(key, { until, entities });
      const forget = () => this.#remembered.delete(key);
      entities.then(found => found === 'none' && forget(), forget);
    }
    return { credentials, entities: await entities };
  }

  /** @throws NotAllowedError that names the permission that is lacking */
  async #ask(
    credentials: BackstageCredentials,
    permissions: BasicPermission[],
  ): Promise<Reader['entities']> {
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
    return entitiesOf[entities.result];
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

/**
 * What a leave is remembered by: the user, the token by its end, since what a
 * policy knows of a user stands in it, and the permissions. Undefined for
 * plugins, about which no policy is asked.
 */
function rememberedAs(
  { principal, expiresAt }: BackstageCredentials,
  permissions: BasicPermission[],
): string | undefined {
  const { type, userEntityRef, actor } =
    principal as Partial<BackstageUserPrincipal>;
  return type === 'user'
    ? JSON.stringify([
        userEntityRef,
        actor?.subject,
        expiresAt?.getTime(),
        permissions.map(({ name }) => name),
      ])
    : undefined;
}

function lacking(permission: string, resourceRef?: string): NotAllowedError {
  return new NotAllowedError(
    `You lack the permission '${permission}'${
      resourceRef ? ` on ${resourceRef}` : ''
    }; ask the platform team for it`,
  );
}

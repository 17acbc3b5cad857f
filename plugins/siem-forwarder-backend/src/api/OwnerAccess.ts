import {
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import { normalizeOwner } from '../operations/ForwarderTarget';

/** What {@link OwnerAccess} asks. */
export interface OwnerAccessOptions {
  httpAuth: HttpAuthService;
  userInfo: UserInfoService;
  permissions: PermissionsService;
}

/** A user, and the owners that he acts for. */
export interface Caller {
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  /** Entity ref of the user. */
  userEntityRef: string;
  /** Full entity refs, lower case. */
  owners: string[];
}

/** Tells who calls, what he may, and which owners he acts for. */
export class OwnerAccess {
  readonly #options: OwnerAccessOptions;

  private constructor(options: OwnerAccessOptions) {
    this.#options = options;
  }

  static create(options: OwnerAccessOptions): OwnerAccess {
    return new OwnerAccess(options);
  }

  /**
   * The user behind a request.
   *
   * @throws NotAllowedError without the permission
   */
  async requireUser(
    request: Parameters<HttpAuthService['credentials']>[0],
    permission: BasicPermission,
  ): Promise<Caller> {
    return this.userOf(
      await this.#options.httpAuth.credentials(request, { allow: ['user'] }),
      permission,
    );
  }

  /**
   * The user behind credentials that came another way than by a request.
   *
   * @throws NotAllowedError without the permission
   */
  async userOf(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
    permission: BasicPermission,
  ): Promise<Caller> {
    const { permissions, userInfo } = this.#options;
    const [decision] = await permissions.authorize([{ permission }], {
      credentials,
    });
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `${credentials.principal.userEntityRef} lacks the permission '${permission.name}'; ask the platform team for it`,
      );
    }
    const { userEntityRef, ownershipEntityRefs } = await userInfo.getUserInfo(
      credentials,
    );
    return {
      credentials,
      userEntityRef,
      owners: ownershipEntityRefs.map(normalizeOwner),
    };
  }
}

/** True when a user acts for an owner. */
export function isMember(caller: Caller, owner: string): boolean {
  return caller.owners.includes(normalizeOwner(owner));
}

/**
 * Makes sure that a user acts for an owner.
 *
 * @throws NotAllowedError that names both
 */
export function requireMembership(caller: Caller, owner: string): void {
  if (!isMember(caller, owner)) {
    throw new NotAllowedError(
      `owner: ${caller.userEntityRef} does not belong to '${owner}'; choose an owner that you belong to`,
    );
  }
}

import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { ArmResourceId } from '../azure/ArmResourceId';
import { parseGuid } from '../azure/parseGuid';
import { ResourceGroupId } from '../azure/ResourceGroupId';

const WORKSPACE_TYPE = 'microsoft.operationalinsights/workspaces';
const NAMESPACE_SEGMENT = 'namespaces';
const EVENT_HUB_PROVIDER = 'microsoft.eventhub';

/** What belongs to an owner, merged over all scopes that name it. */
export interface OwnerScopes {
  /** Subscription ids, lower case. */
  subscriptions: string[];
  resourceGroups: ResourceGroupId[];
  workspaces: ArmResourceId[];
  /** Client ids of Entra applications, lower case. */
  applications: string[];
}

/**
 * Who may forward what: `siemForwarder.scopes`.
 *
 * @remarks
 * Exporting incidents is exfiltration by design, and annotations can be
 * written by anybody, so every read and every write of a forwarder is checked
 * here. A subscription or a resource group admits everything below it. A
 * workspace admits itself, what lies below it (its export rules), and the
 * Event Hubs namespaces in its resource group with their hubs: those that are
 * made for it; the latter only where no other owner has a workspace in the
 * group.
 */
export class Scopes {
  readonly #byOwner: ReadonlyMap<string, OwnerScopes>;

  private constructor(byOwner: Map<string, OwnerScopes>) {
    this.#byOwner = byOwner;
  }

  /**
   * Reads the scopes.
   *
   * @param config - the root configuration
   * @throws InputError that names the key and the value
   */
  static fromConfig(config: Config): Scopes {
    const byOwner = new Map<string, OwnerScopes>();
    const scopes = config.getOptionalConfigArray('siemForwarder.scopes') ?? [];
    scopes.forEach((scope, index) => {
      const key = `siemForwarder.scopes[${index}]`;
      const granted = readScope(scope, key);
      for (const owner of readOwners(scope, key)) {
        const known = byOwner.get(owner) ?? emptyScopes();
        byOwner.set(owner, mergeScopes(known, granted));
      }
    });
    return new Scopes(byOwner);
  }

  /** Entity refs of all owners with a scope, full and lower case, sorted. */
  get owners(): string[] {
    return [...this.#byOwner.keys()].sort();
  }

  /**
   * True when the resource lies in a scope of the owner.
   *
   * @param owner - entity ref; case, and the kind `group` and the namespace
   *   `default` when left out, do not matter
   */
  contains(owner: string, id: ArmResourceId): boolean {
    const own = this.scopesOf(owner);
    return admits(own, id) || this.#isNamespaceBeside(own, id);
  }

  /**
   * True when the owner may bring the Entra application along. The portal can
   * issue secrets for every application that it ever registered: without this,
   * a team could have one issued for the application of another.
   *
   * @param clientId - Application (client) id, in any case
   */
  containsApplication(owner: string, clientId: string): boolean {
    return this.scopesOf(owner).applications.includes(clientId.toLowerCase());
  }

  /** Entity refs of the owners in whose scope the resource lies, sorted. */
  ownersOf(id: ArmResourceId): string[] {
    return this.owners.filter(owner => this.contains(owner, id));
  }

  /**
   * A namespace in the resource group of an owner's workspace. Where other
   * owners' workspaces lie in the same group, nobody can tell whose it is:
   * then the group or the subscription must be named.
   */
  #isNamespaceBeside(own: OwnerScopes, id: ArmResourceId): boolean {
    if (!own.workspaces.some(workspace => isNamespaceBeside(workspace, id))) {
      return false;
    }
    const ownKeys = new Set(own.workspaces.map(({ key }) => key));
    return [...this.#byOwner.values()]
      .flatMap(({ workspaces }) => workspaces)
      .filter(workspace => isNamespaceBeside(workspace, id))
      .every(({ key }) => ownKeys.has(key));
  }

  /** What belongs to an owner; empty for one that no scope names. */
  scopesOf(owner: string): OwnerScopes {
    return this.#byOwner.get(normalizeOwner(owner)) ?? emptyScopes();
  }
}

function normalizeOwner(owner: string): string {
  return stringifyEntityRef(
    parseEntityRef(owner, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    }),
  );
}

function emptyScopes(): OwnerScopes {
  return {
    subscriptions: [],
    resourceGroups: [],
    workspaces: [],
    applications: [],
  };
}

function mergeScopes(a: OwnerScopes, b: OwnerScopes): OwnerScopes {
  return {
    subscriptions: [...new Set([...a.subscriptions, ...b.subscriptions])],
    resourceGroups: distinct([...a.resourceGroups, ...b.resourceGroups]),
    workspaces: distinct([...a.workspaces, ...b.workspaces]),
    applications: [...new Set([...a.applications, ...b.applications])],
  };
}

function distinct<T extends { key: string }>(ids: T[]): T[] {
  return [...new Map(ids.map(id => [id.key, id])).values()];
}

function admits(scopes: OwnerScopes, id: ArmResourceId): boolean {
  return (
    scopes.subscriptions.includes(id.subscriptionId) ||
    scopes.resourceGroups.some(group => id.isWithin(group.toString())) ||
    scopes.workspaces.some(workspace => id.isWithin(workspace.toString()))
  );
}

function isNamespaceBeside(
  workspace: ArmResourceId,
  id: ArmResourceId,
): boolean {
  return (
    id.provider.toLowerCase() === EVENT_HUB_PROVIDER &&
    id.segments[0].type.toLowerCase() === NAMESPACE_SEGMENT &&
    id.isWithin(workspace.resourceGroupScope)
  );
}

function readOwners(scope: Config, key: string): string[] {
  const owners = scope.getStringArray('owners');
  if (owners.length === 0) {
    throw new InputError(
      `${key}.owners is empty; name at least one owner, for example 'group:default/plant-austin'`,
    );
  }
  return owners.map((owner, index) => {
    try {
      return normalizeOwner(owner);
    } catch (error) {
      throw new InputError(
        `${key}.owners[${index}]: '${owner}' is not an entity ref; expected the form 'group:default/plant-austin'`,
        error,
      );
    }
  });
}

function readScope(scope: Config, key: string): OwnerScopes {
  const subscriptions = (
    scope.getOptionalStringArray('subscriptions') ?? []
  ).map((id, index) => parseGuid(id, `${key}.subscriptions[${index}]`));
  const resourceGroups = (
    scope.getOptionalStringArray('resourceGroups') ?? []
  ).map((id, index) =>
    ResourceGroupId.parse(id, `${key}.resourceGroups[${index}]`),
  );
  const workspaces = (scope.getOptionalStringArray('workspaces') ?? []).map(
    (id, index) => parseWorkspace(id, `${key}.workspaces[${index}]`),
  );
  if (subscriptions.length + resourceGroups.length + workspaces.length === 0) {
    throw new InputError(
      `${key} names no subscriptions, resourceGroups or workspaces; name at least one, or remove the scope`,
    );
  }
  const applications = (scope.getOptionalStringArray('applications') ?? []).map(
    (id, index) => parseGuid(id, `${key}.applications[${index}]`),
  );
  return { subscriptions, resourceGroups, workspaces, applications };
}

function parseWorkspace(text: string, field: string): ArmResourceId {
  const id = ArmResourceId.parse(text, field);
  if (id.type !== WORKSPACE_TYPE || !id.resourceGroup) {
    throw new InputError(
      `${field}: '${text}' is a ${id.type}; expected the id of a Log Analytics workspace (/subscriptions/…/resourceGroups/…/providers/Microsoft.OperationalInsights/workspaces/…)`,
    );
  }
  return id;
}

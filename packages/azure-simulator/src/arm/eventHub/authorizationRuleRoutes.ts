import { stringAt, stringsAt } from '../../http/json';
import { Route, ServiceRequest } from '../../http/Route';
import { AuthorizationRight, AuthorizationRule } from '../../state';
import { World } from '../../World';
import { eventHubApiVersions, namespacePath } from './apiVersions';
import { authorizationRuleErrors } from './authorizationRuleErrors';
import {
  requireActiveNamespace,
  requireHub,
  requireParentNamespace,
} from './findNamespace';
import { renderAuthorizationRule } from './render';
import { newAuthorizationRule, newSharedAccessKey } from './sharedAccessKey';

const apiVersions = eventHubApiVersions;

/** Rules of one namespace or hub. Source: https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas */
const ruleLimit = 12;

const namePattern = /^[a-zA-Z0-9]([-._a-zA-Z0-9]{0,58}[a-zA-Z0-9])?$/;

const knownRights: readonly AuthorizationRight[] = ['Listen', 'Send', 'Manage'];

/** What the rules belong to: a namespace or one of its hubs. */
interface RuleOwner {
  id: string;
  location: string;
  rules: AuthorizationRule[];
  /** Host of the namespace; of the hub too. */
  host: string;
  /** Name of the hub, when the rules are a hub's. */
  entityPath?: string;
}

interface RuleFamily {
  /** Prefix of the operation ids. */
  operations: 'Namespaces' | 'EventHubs';
  path: string;
  /** Resource type in actions and in bodies. */
  actionType: string;
  bodyType: string;
  find(world: World, params: Record<string, string>): RuleOwner;
}

const families: readonly RuleFamily[] = [
  {
    operations: 'Namespaces',
    path: `${namespacePath}/authorizationRules`,
    actionType: 'Microsoft.EventHub/namespaces/authorizationRules',
    bodyType: 'Microsoft.EventHub/Namespaces',
    find: (world, params) => {
      const namespace = requireParentNamespace(world, params);
      return {
        id: namespace.id,
        location: namespace.location,
        rules: namespace.authorizationRules,
        host: `${namespace.name}.servicebus.windows.net`,
      };
    },
  },
  {
    operations: 'EventHubs',
    path: `${namespacePath}/eventhubs/{eventHubName}/authorizationRules`,
    actionType: 'Microsoft.EventHub/namespaces/eventhubs/authorizationRules',
    bodyType: 'Microsoft.EventHub/Namespaces/EventHubs',
    find: (world, params) => {
      const { namespace, hub } = requireHub(world, params);
      return {
        id: hub.id,
        location: namespace.location,
        rules: hub.authorizationRules,
        host: `${namespace.name}.servicebus.windows.net`,
        entityPath: hub.name,
      };
    },
  },
];

function ruleIn(owner: RuleOwner, name: string): AuthorizationRule | undefined {
  return owner.rules.find(
    rule => rule.name.toLowerCase() === name.toLowerCase(),
  );
}

function requireRule(owner: RuleOwner, name: string): AuthorizationRule {
  const found = ruleIn(owner, name);
  if (!found) {
    throw authorizationRuleErrors.notFound({ name });
  }
  return found;
}

function readRights(body: unknown): AuthorizationRight[] {
  const given = stringsAt(body, 'properties', 'rights') ?? [];
  const rights = given.flatMap(text =>
    knownRights.filter(right => right.toLowerCase() === text.toLowerCase()),
  );
  if (rights.length === 0 || rights.length < given.length) {
    throw authorizationRuleErrors.invalidRights({ rights: given.join(', ') });
  }
  if (
    rights.includes('Manage') &&
    !(rights.includes('Send') && rights.includes('Listen'))
  ) {
    throw authorizationRuleErrors.manageAlone();
  }
  return rights;
}

function keysBody(
  owner: RuleOwner,
  rule: AuthorizationRule,
): Record<string, unknown> {
  const connectionString = (key: string) =>
    `Endpoint=sb://${owner.host}/;SharedAccessKeyName=${
      rule.name
    };SharedAccessKey=${key}${
      owner.entityPath === undefined ? '' : `;EntityPath=${owner.entityPath}`
    }`;
  return {
    primaryConnectionString: connectionString(rule.primaryKey),
    secondaryConnectionString: connectionString(rule.secondaryKey),
    primaryKey: rule.primaryKey,
    secondaryKey: rule.secondaryKey,
    keyName: rule.name,
  };
}

function putRule(
  world: World,
  owner: RuleOwner,
  name: string,
  body: unknown,
): AuthorizationRule {
  if (!namePattern.test(name)) {
    throw authorizationRuleErrors.invalidName({ name });
  }
  const rights = readRights(body);
  const existing = ruleIn(owner, name);
  if (existing) {
    existing.rights = rights;
    return existing;
  }
  if (world.behaviours.quotas && owner.rules.length >= ruleLimit) {
    throw authorizationRuleErrors.quota({
      actual: owner.rules.length,
      allowed: ruleLimit,
    });
  }
  const rule = newAuthorizationRule(name, rights);
  owner.rules.push(rule);
  return rule;
}

function regenerate(rule: AuthorizationRule, { body }: ServiceRequest): void {
  const keyType = stringAt(body, 'keyType') ?? '';
  if (keyType !== 'PrimaryKey' && keyType !== 'SecondaryKey') {
    throw authorizationRuleErrors.invalidKeyType({ keyType });
  }
  const given = stringAt(body, 'key');
  if (given !== undefined && Buffer.from(given, 'base64').length !== 32) {
    throw authorizationRuleErrors.invalidKey({ name: rule.name });
  }
  const key = given ?? newSharedAccessKey();
  rule[keyType === 'PrimaryKey' ? 'primaryKey' : 'secondaryKey'] = key;
}

/** Shared access rules of namespaces and of hubs, with keys that really differ. */
export function authorizationRuleRoutes(world: World): Route[] {
  return families.flatMap((family): Route[] => {
    const single = `${family.path}/{authorizationRuleName}`;
    const render = (owner: RuleOwner, rule: AuthorizationRule) =>
      renderAuthorizationRule(owner.id, family.bodyType, rule, owner.location);
    return [
      {
        operationId: `${family.operations}_ListAuthorizationRules`,
        method: 'GET',
        path: family.path,
        apiVersions,
        action: `${family.actionType}/read`,
        handle: ({ params }) => {
          const owner = family.find(world, params);
          return {
            status: 200,
            body: { value: owner.rules.map(rule => render(owner, rule)) },
          };
        },
      },
      {
        operationId: `${family.operations}_CreateOrUpdateAuthorizationRule`,
        method: 'PUT',
        path: single,
        apiVersions,
        action: `${family.actionType}/write`,
        handle: ({ params, body }) => {
          requireActiveNamespace(world, params);
          const owner = family.find(world, params);
          const rule = putRule(
            world,
            owner,
            params.authorizationRuleName,
            body,
          );
          return { status: 200, body: render(owner, rule) };
        },
      },
      {
        operationId: `${family.operations}_GetAuthorizationRule`,
        method: 'GET',
        path: single,
        apiVersions,
        action: `${family.actionType}/read`,
        handle: ({ params }) => {
          const owner = family.find(world, params);
          const rule = requireRule(owner, params.authorizationRuleName);
          return { status: 200, body: render(owner, rule) };
        },
      },
      {
        operationId: `${family.operations}_DeleteAuthorizationRule`,
        method: 'DELETE',
        path: single,
        apiVersions,
        action: `${family.actionType}/delete`,
        handle: ({ params }) => {
          const owner = family.find(world, params);
          const rule = ruleIn(owner, params.authorizationRuleName);
          if (!rule) {
            return { status: 204 };
          }
          if (
            owner.entityPath === undefined &&
            rule.name === 'RootManageSharedAccessKey'
          ) {
            throw authorizationRuleErrors.rootRule({ name: rule.name });
          }
          owner.rules.splice(owner.rules.indexOf(rule), 1);
          return { status: 200 };
        },
      },
      {
        operationId: `${family.operations}_ListKeys`,
        method: 'POST',
        path: `${single}/listKeys`,
        apiVersions,
        action: `${family.actionType}/listKeys/action`,
        readOnly: true,
        handle: ({ params }) => {
          const owner = family.find(world, params);
          const rule = requireRule(owner, params.authorizationRuleName);
          return { status: 200, body: keysBody(owner, rule) };
        },
      },
      {
        operationId: `${family.operations}_RegenerateKeys`,
        method: 'POST',
        path: `${single}/regenerateKeys`,
        apiVersions,
        action: `${family.actionType}/regenerateKeys/action`,
        handle: request => {
          const { params } = request;
          const owner = family.find(world, params);
          const rule = requireRule(owner, params.authorizationRuleName);
          regenerate(rule, request);
          return { status: 200, body: keysBody(owner, rule) };
        },
      },
    ];
  });
}

import {
  actionsRegistryServiceFactory,
  actionsServiceFactory,
} from '@backstage/backend-defaults/alpha';
import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import mcpPlugin from '@backstage/plugin-mcp-actions-backend';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  scaffolderActionsExtensionPoint,
  TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import { demoForwarders } from 'azure-simulator';
import {
  ForwarderSpec,
  OperationKind,
  operationKinds,
} from 'backstage-plugin-siem-forwarder-common';
import { Knex } from 'knex';
import { startTestCloud, TestCloud } from '../../__testUtils__';
import { scaffolderModuleSiemForwarder } from '../../actions';
import { LYON, specOf } from '../../operations/__testUtils__/operationsFixture';
import { DatabaseOperationStore } from '../../operations/DatabaseOperationStore';
import { siemForwarderPlugin } from '../../plugin';
import { DatabaseHealthStore } from '../../store';

const AUSTIN_OWNER = 'group:default/plant-austin';
const LYON_OWNER = 'group:default/plant-lyon';
const AT = '2026-11-24T09:00:00.000Z';

/** Users by what they may, and whom they act for. */
export const users = {
  /** May only what a permission allows, besides reading; acts for the owner. */
  only: (permission: string) => `user:default/only_${permission}`,
  /** May all but one thing; acts for the owner. */
  without: (permission: string) => `user:default/without_${permission}`,
  /** May everything, but with no forwarder that is there; acts for the owner. */
  excluded: 'user:default/excluded',
  /** May everything, but sees no entity; acts for the owner. */
  blind: 'user:default/blind',
  /** May everything; acts for the owner. */
  member: 'user:default/member',
  /** May everything; acts for another owner. */
  outsider: 'user:default/outsider',
  /** May everything; acts for nobody. */
  loner: 'user:default/loner',
  /** May everything; opened all operations, and acts for another owner now. */
  former: 'user:default/former',
};

/**
 * `elsewhere`: outside the scope that the owner has now. `moved`: the catalog
 * gives the forwarder another owner than it had when the portal began with it.
 */
export type Place = 'own' | 'elsewhere' | 'moved';
const places: readonly Place[] = ['own', 'elsewhere', 'moved'];

/** Names of what every kind of operations is tried on, and of what is made for it. */
export const namesOf = (kind: OperationKind, place: Place) => ({
  /** Id of an open operation, and the name of its forwarder. */
  open: `open-${kind}-${place}`,
  /** A forwarder without an open operation. */
  free: `free-${kind}-${place}`,
  /** Another one, for tasks of the scaffolder. */
  task: `task-${kind}-${place}`,
});

/** The specification of a forwarder of that name. */
export const specAt = (name: string, place: Place): ForwarderSpec =>
  specOf({
    name,
    owner: AUSTIN_OWNER,
    siem: 'soc-elastic',
    ...(place === 'elsewhere' && { workspaceId: LYON }),
  });

const entities = operationKinds.flatMap(kind =>
  places.flatMap(place =>
    Object.values(namesOf(kind, place)).map((name): Entity => {
      const made = demoForwarders.find(({ owner }) =>
        owner.includes(place === 'elsewhere' ? 'lyon' : 'austin'),
      )!;
      const targetRef = place === 'moved' ? LYON_OWNER : AUSTIN_OWNER;
      return {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: { name, annotations: made.annotations },
        spec: { type: 'siem-forwarder', owner: targetRef },
        relations: [{ type: 'ownedBy', targetRef }],
      };
    }),
  ),
);

/** A portal in which every kind of operations is open, and can be opened. */
export interface AccessPortal {
  backend: TestBackend;
  cloud: TestCloud;
  /** The scaffolder's actions, by id. */
  actions: Map<string, TemplateAction>;
  /** Users who lost every permission. */
  dismissed: Set<string>;
  /** All that is stored of operations: whoever was refused has changed nothing. */
  stored(): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts it; stop it in the end. */
export async function startAccessPortal(): Promise<AccessPortal> {
  const cloud = await startTestCloud({ siemForwarder: { scopes: scopes() } });
  const actions = new Map<string, TemplateAction>();
  const dismissed = new Set<string>();
  const policy = (options: unknown, permission: string, resource?: string) =>
    !dismissed.has(userOf(options)) &&
    mayDo(userOf(options), permission, resource)
      ? AuthorizeResult.ALLOW
      : AuthorizeResult.DENY;
  let db: Knex | undefined;
  const contents = createBackendModule({
    pluginId: 'siem-forwarder',
    moduleId: 'test-operations',
    register(env) {
      env.registerInit({
        deps: { database: coreServices.database },
        async init({ database }) {
          await DatabaseHealthStore.create({ database });
          db = await database.getClient();
          await writeOperations(DatabaseOperationStore.create({ db }));
        },
      });
    },
  });
  const backend = await startTestBackend({
    extensionPoints: [
      [
        scaffolderActionsExtensionPoint,
        {
          addActions: (...added: TemplateAction<any, any, any>[]) =>
            added.forEach(action => actions.set(action.id, action)),
        },
      ],
    ],
    features: [
      siemForwarderPlugin,
      scaffolderModuleSiemForwarder,
      contents,
      mcpPlugin,
      actionsRegistryServiceFactory,
      actionsServiceFactory,
      // Nobody goes on with what is open but who is tried here.
      mockServices.scheduler.mock().factory,
      catalogOf().factory,
      mockServices.rootConfig.factory({
        data: {
          backend: { actions: { pluginSources: ['siem-forwarder'] } },
          siemForwarder: cloud.config,
        },
      }),
      mockServices.userInfo.mock({
        getUserInfo: async credentials => {
          const userEntityRef = userOf(credentials);
          return {
            userEntityRef,
            ownershipEntityRefs: [userEntityRef, ...ownersOf(userEntityRef)],
          };
        },
      }).factory,
      mockServices.permissions.mock({
        authorize: async (requests, options) =>
          requests.map(({ permission, resourceRef }) => ({
            result: policy(options, permission.name, resourceRef),
          })),
        authorizeConditional: async (requests, options) =>
          requests.map(({ permission }) => ({
            result: policy(options, permission.name),
          })),
      }).factory,
    ],
  });
  return {
    backend,
    cloud,
    actions,
    dismissed,
    stored: async () =>
      Promise.all(
        ['operations', 'operation_steps', 'operation_journal'].map(table =>
          db!(table).select(),
        ),
      ),
    stop: async () => {
      await backend.stop();
      await cloud.stop();
    },
  };
}

function scopes() {
  const applications = demoForwarders.map(
    ({ annotations }) => annotations['siem-forwarder/application-id'],
  );
  const workspaceOf = (owner: string) =>
    demoForwarders
      .find(forwarder => forwarder.owner === owner)!
      .annotations['siem-forwarder/export-rule'].replace(
        /\/dataExports\/.*/i,
        '',
      );
  return [AUSTIN_OWNER, LYON_OWNER].map(owner => ({
    owners: [owner],
    workspaces: [workspaceOf(owner)],
    applications: [...new Set(applications)],
  }));
}

/** Opens one operation of each kind, and registers what the others are opened on. */
async function writeOperations(store: DatabaseOperationStore): Promise<void> {
  for (const kind of operationKinds) {
    for (const place of places) {
      const { open, free, task } = namesOf(kind, place);
      const stored = (name: string) => ({
        driver: 'task' as const,
        actor: users.former,
        entityRef: `resource:default/${name}`,
        owner: AUSTIN_OWNER,
        spec: specAt(name, place),
        dryRun: false,
        openedAt: AT,
      });
      await store.insertOperation({
        ...stored(open),
        id: open,
        kind,
        status: 'open',
      });
      // What is to be adopted is known to the catalog alone.
      for (const name of kind === 'adopt' ? [] : [free, task]) {
        await store.insertOperation({
          ...stored(name),
          id: `made-${name}`,
          kind: 'provision',
          status: 'done',
        });
        await store.putRegistration({
          entityRef: `resource:default/${name}`,
          owner: AUSTIN_OWNER,
          operationId: `made-${name}`,
          entity: entities.find(({ metadata }) => metadata.name === name)!,
          outputs: {},
          registeredAt: AT,
        });
      }
    }
  }
}

/** The entity ref of the user in credentials, or in options that hold them. */
function userOf(options: unknown): string {
  return /user:default\/[\w.-]+/.exec(JSON.stringify(options))?.[0] ?? '';
}

function ownersOf(user: string): string[] {
  const { loner, outsider, former } = users;
  if (user === loner) {
    return [];
  }
  return [user === outsider || user === former ? LYON_OWNER : AUSTIN_OWNER];
}

/** The policy of the portal. */
function mayDo(
  user: string,
  permission: string,
  resourceRef?: string,
): boolean {
  if (user.startsWith(users.only(''))) {
    return [
      user.slice(users.only('').length),
      'siem-forwarder.read',
      'catalog.entity.read',
    ].includes(permission);
  }
  if (user === users.excluded) {
    return permission === 'catalog.entity.read' || resourceRef === undefined;
  }
  if (user === users.blind) {
    return permission !== 'catalog.entity.read';
  }
  return user !== users.without(permission);
}

/** The catalog as the policy leaves it to a caller. */
function catalogOf() {
  const whole = catalogServiceMock({ entities });
  return catalogServiceMock.mock({
    queryEntities: async (query, options) => {
      const page = await whole.queryEntities(query, options);
      return userOf(options) === users.blind ? { ...page, items: [] } : page;
    },
    getEntityByRef: async (ref, options) =>
      userOf(options) === users.blind
        ? undefined
        : whole.getEntityByRef(ref, options),
  });
}

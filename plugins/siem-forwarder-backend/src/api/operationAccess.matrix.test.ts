import { mockCredentials } from '@backstage/backend-test-utils';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { JsonObject } from '@backstage/types';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {
  OperationKind,
  operationKinds,
  operationSteps,
} from 'backstage-plugin-siem-forwarder-common';
import request from 'supertest';
import { writesTo } from '../operations/__testUtils__/operationsFixture';
import { spec } from '../schema/openapi.generated';
import {
  AccessPortal,
  namesOf,
  Place,
  specAt,
  startAccessPortal,
  users,
} from './__testUtils__/accessPortal';

jest.setTimeout(300_000);

/** What one may have to open a kind of operations, go on with it, and roll it back; its input. */
const kinds: Record<OperationKind, { permission: string; input?: object }> = {
  provision: { permission: 'siem-forwarder.forwarder.create' },
  rotate: { permission: 'siem-forwarder.forwarder.rotate' },
  repair: { permission: 'siem-forwarder.forwarder.repair' },
  change: {
    permission: 'siem-forwarder.forwarder.change',
    input: { retentionHours: 48 },
  },
  pause: {
    permission: 'siem-forwarder.forwarder.pause',
    input: { reason: 'Maintenance' },
  },
  resume: { permission: 'siem-forwarder.forwarder.pause' },
  adopt: { permission: 'siem-forwarder.forwarder.adopt' },
  decommission: { permission: 'siem-forwarder.forwarder.decommission' },
};

/** What is done with operations, and by which routes. */
const verbs = {
  open: [
    'put /v1/operations/{operation}',
    'post /v1/forwarders/by-name/{kind}/{namespace}/{name}/operations',
  ],
  retry: ['post /v1/operations/{operation}/retry'],
  rollback: ['post /v1/operations/{operation}/rollback'],
  read: ['get /v1/operations/{operation}'],
  list: ['get /v1/operations'],
  step: ['put /v1/operations/{operation}/steps/{step}'],
  plan: ['post /v1/plan'],
};
type Verb = keyof typeof verbs;

/** The status of an answer; of a list, whether the operation is on it. */
type Answers = Record<Verb, number | boolean>;

interface CallerRow {
  /** The header `Authorization`. */
  as: (kind: OperationKind) => string;
  /** What forwarders he tries; the owner's own when absent. */
  place?: Place;
  answers: Partial<Answers>;
  /** Kinds for which nobody is like that. */
  notFor?: OperationKind[];
}

const user = (ref: string) => () => mockCredentials.user.header(ref);
const service = (subject: string) => () =>
  mockCredentials.service.header({
    onBehalfOf: mockCredentials.service(subject),
    targetPluginId: 'siem-forwarder',
  });

const everyVerb = <T>(value: T) =>
  Object.fromEntries(Object.keys(verbs).map(verb => [verb, value])) as Record<
    Verb,
    T
  >;

const callers: Record<string, CallerRow> = {
  'who acts for another owner': {
    as: user(users.outsider),
    answers: {
      open: 403,
      retry: 404,
      rollback: 404,
      read: 404,
      list: false,
      step: 403,
      plan: 403,
    },
  },
  'who acts for nobody': {
    as: user(users.loner),
    answers: {
      open: 403,
      retry: 404,
      rollback: 404,
      read: 404,
      list: false,
      step: 403,
      plan: 403,
    },
  },
  'who opened it and does not act for its owner any more': {
    as: user(users.former),
    answers: {
      open: 403,
      retry: 403,
      rollback: 403,
      read: 200,
      list: true,
      step: 403,
      plan: 403,
    },
  },
  'who lacks the permission of the kind': {
    as: kind => user(users.without(kinds[kind].permission))(),
    answers: {
      open: 403,
      retry: 403,
      rollback: 403,
      read: 200,
      list: true,
      step: 403,
    },
  },
  'who lacks the permission to read': {
    as: user(users.without('siem-forwarder.read')),
    // The making of a forwarder reads none.
    notFor: ['provision'],
    answers: {
      open: 403,
      retry: 403,
      rollback: 403,
      read: 403,
      list: 403,
      step: 403,
    },
  },
  'whose permission leaves the forwarder out': {
    as: user(users.excluded),
    // Its permission is about no forwarder.
    notFor: ['provision'],
    answers: {
      open: 403,
      retry: 403,
      rollback: 403,
      read: 200,
      list: true,
      step: 403,
    },
  },
  'who may not see the forwarder': {
    as: user(users.blind),
    notFor: ['provision'],
    answers: { open: 404, retry: 404, rollback: 404, step: 403 },
  },
  'whose owner has no scope there': {
    as: user(users.member),
    place: 'elsewhere',
    answers: {
      open: 403,
      retry: 403,
      rollback: 403,
      read: 200,
      list: true,
      step: 403,
    },
  },
  'whose forwarder has another owner now': {
    as: user(users.member),
    place: 'moved',
    // It is no forwarder before it is made.
    notFor: ['provision'],
    answers: {
      open: 403,
      retry: 403,
      rollback: 403,
      read: 200,
      list: true,
      step: 403,
    },
  },
  'who has a forwarder now that was made for another owner': {
    as: user(users.outsider),
    place: 'moved',
    // What is adopted anew is his from the beginning.
    notFor: ['provision', 'adopt'],
    answers: {
      open: 403,
      retry: 404,
      rollback: 404,
      read: 404,
      list: false,
      step: 403,
    },
  },
  'who is unknown': {
    as: () => mockCredentials.none.header(),
    answers: everyVerb(401),
  },
  'that is another plugin': {
    as: service('plugin:catalog'),
    answers: everyVerb(403),
  },
  'that is the scaffolder, for no user': {
    as: service('plugin:scaffolder'),
    // It drives what its users were allowed: a step of another kind is refused later.
    answers: { ...everyVerb(403), read: 200, step: 400 },
  },
};

const refused = operationKinds.flatMap(kind =>
  Object.entries(callers)
    .filter(([, { notFor = [] }]) => !notFor.includes(kind))
    .map(([who, row]) => ({ kind, who, ...row })),
);

/** Rows that are users: only on their behalf does a task run. */
const initiators: Record<string, string | ((kind: OperationKind) => string)> = {
  'who acts for another owner': users.outsider,
  'who acts for nobody': users.loner,
  'who opened others and does not act for the owner any more': users.former,
  'who lacks the permission of the kind': kind =>
    users.without(kinds[kind].permission),
  'whose permission leaves the forwarder out': users.excluded,
  'who may not see the forwarder': users.blind,
};

describe('operations', () => {
  let portal: AccessPortal;

  const send = (
    method: 'get' | 'post' | 'put',
    path: string,
    as: string,
    body?: object,
  ) => {
    return request(portal.backend.server)
      [method](`/api/siem-forwarder/v1${path}`)
      .set('Authorization', as)
      .send(body);
  };

  const inputOf = (kind: OperationKind, name: string) =>
    kind === 'decommission' ? { name } : kinds[kind].input ?? {};

  const open = (
    kind: OperationKind,
    name: string,
    place: Place,
    as: string,
    dryRun = false,
  ) =>
    kind === 'provision'
      ? send('put', `/operations/new-${name}-${dryRun}`, as, {
          spec: specAt(`new-${name}`, place),
          dryRun,
        })
      : send(
          'post',
          `/forwarders/by-name/resource/default/${name}/operations`,
          as,
          {
            kind,
            input: inputOf(kind, name),
            dryRun,
          },
        );

  const list = async (id: string, as: string) => {
    const { status, body } = await send('get', '/operations?limit=200', as);
    return status === 200
      ? body.items.some((item: { id: string }) => item.id === id)
      : status;
  };

  /** What somebody is answered to everything. */
  async function tryAll(
    kind: OperationKind,
    place: Place,
    as: string,
  ): Promise<Answers> {
    const { free, open: id } = namesOf(kind, place);
    const path = `/operations/${id}`;
    const dry = await open(kind, free, place, as, true);
    const opened = await open(kind, free, place, as);
    expect(dry.status).toBe(opened.status);
    return {
      open: opened.status,
      retry: (await send('post', `${path}/retry`, as)).status,
      rollback: (await send('post', `${path}/rollback`, as)).status,
      read: (await send('get', path, as)).status,
      list: await list(id, as),
      step: (
        await send(
          'put',
          `${path}/steps/${encodeURIComponent(
            kind === 'provision' ? 'credential:rotate' : 'prerequisites:check',
          )}`,
          as,
        )
      ).status,
      plan: (
        await send('post', '/plan', as, { spec: specAt('planned', place) })
      ).status,
    };
  }

  beforeAll(async () => {
    portal = await startAccessPortal();
    await portal.cloud.control.clearRequests();
    // What the portal has listed, it can hide.
    await send('get', '/forwarders', user(users.member)());
  });
  afterAll(() => portal?.stop());

  it('have a row for every route', () => {
    const routes = Object.entries(spec.paths)
      .flatMap(([path, methods]) =>
        Object.keys(methods).map(method => `${method} ${path}`),
      )
      .filter(route => /operation|\/plan$/.test(route))
      .filter(route => !route.startsWith('parameters'));
    expect(Object.values(verbs).flat().sort()).toEqual(routes.sort());
  });

  it.each(refused)(
    'of the kind $kind are closed to one $who',
    async ({ kind, as, place = 'own', answers }) => {
      const before = await portal.stored();
      const given = await tryAll(kind, place, as(kind));
      expect(given).toMatchObject(answers);
      expect(await portal.stored()).toEqual(before);
    },
  );

  describe.each(operationKinds)('by the action of %s', kind => {
    /** Runs the action of a task, until its step would run. */
    const run = (
      task: string,
      name: string,
      place: Place,
      initiator: BackstageCredentials,
      checkpoint: (opts: {
        key: string;
        fn: () => Promise<unknown>;
      }) => Promise<unknown>,
    ) => {
      const action = portal.actions.get(
        `siem-forwarder:${operationSteps[kind][0]}`,
      )!;
      const input: JsonObject =
        kind === 'provision'
          ? { forwarder: JSON.parse(JSON.stringify(specAt(name, place))) }
          : {
              entityRef: `resource:default/${name}`,
              ...inputOf(kind, name),
            };
      return action.handler({
        ...createMockActionContext({ input }),
        task: { id: task },
        getInitiatorCredentials: async () => initiator,
        checkpoint: checkpoint as never,
      });
    };
    /** The task's process ends when the operation is open. */
    const endsThen = (remembered: Map<string, unknown>) =>
      async function checkpoint({
        key,
        fn,
      }: {
        key: string;
        fn: () => Promise<unknown>;
      }) {
        remembered.set(key, await fn());
        throw new Error('The process ended');
      };
    const goesOn = (remembered: Map<string, unknown>) =>
      async function checkpoint({
        key,
        fn,
      }: {
        key: string;
        fn: () => Promise<unknown>;
      }) {
        return remembered.get(key) ?? fn();
      };

    it.each([
      ...Object.entries(initiators).flatMap(([who, as]) => {
        const ref = typeof as === 'string' ? as : as(kind);
        const free =
          kind === 'provision' && [users.excluded, users.blind].includes(ref);
        return free ? [] : [[who, mockCredentials.user(ref), 'own'] as const];
      }),
      [
        'whose owner has no scope there',
        mockCredentials.user(users.member),
        'elsewhere',
      ] as const,
      ['who is unknown', mockCredentials.none(), 'own'] as const,
      [
        'that is another plugin',
        mockCredentials.service('plugin:catalog'),
        'own',
      ] as const,
    ])('one %s opens none', async (_, initiator, place) => {
      const before = await portal.stored();
      await expect(
        run(
          `task-${kind}-refused`,
          namesOf(kind, place).task,
          place,
          initiator,
          goesOn(new Map()),
        ),
      ).rejects.toMatchObject({
        name: expect.stringMatching(
          /^(NotAllowedError|NotFoundError|AuthenticationError)$/,
        ),
      });
      expect(await portal.stored()).toEqual(before);
    });

    it('goes on for nobody else who presses Retry on the task, nor for one who may not any more', async () => {
      const opener = users.only(kinds[kind].permission);
      const name = namesOf(kind, 'own').task;
      const task = `task-${kind}-retried`;
      const remembered = new Map<string, unknown>();
      const start = mockCredentials.user(opener);
      await expect(
        run(task, name, 'own', start, endsThen(remembered)),
      ).rejects.toThrow('The process ended');
      const before = await portal.stored();
      expect(JSON.stringify(before)).toContain(task);

      for (const other of [
        users.outsider,
        users.without(kinds[kind].permission),
        users.member,
      ]) {
        await expect(
          run(
            task,
            name,
            'own',
            mockCredentials.user(other),
            goesOn(remembered),
          ),
        ).rejects.toMatchObject({
          name: expect.stringMatching(/^(NotAllowedError|ConflictError)$/),
        });
      }
      expect(await portal.stored()).toEqual(before);

      portal.dismissed.add(opener);
      const later = { ...start, expiresAt: new Date('2027-01-01T00:00:00Z') };
      await expect(
        run(task, name, 'own', later, goesOn(remembered)),
      ).rejects.toMatchObject({ name: 'NotAllowedError' });
      // A task that recovers by itself has nobody to be asked for.
      const recovered = async ({ key }: { key: string }) => {
        throw new Error(remembered.has(key) ? 'It goes on' : 'It asks');
      };
      await expect(run(task, name, 'own', start, recovered)).rejects.toThrow(
        'It goes on',
      );
      portal.dismissed.delete(opener);
      expect(await portal.stored()).toEqual(before);
    });
  });

  describe('by the registry and MCP', () => {
    const ACTIONS = '/api/siem-forwarder/.backstage/actions/v1/actions';
    const { free } = namesOf('rotate', 'own');
    /** What each takes, and whether one needs to act for an owner; none opens or changes an operation. */
    const rows: Record<string, { input: object; asOwner?: boolean }> = {
      'list-forwarders': { input: {} },
      'get-forwarder': { input: { entityRef: free } },
      'explain-forwarder': { input: { entityRef: free } },
      'check-forwarder': { input: { entityRef: free } },
      'plan-forwarder': {
        input: { forwarder: specAt('planned', 'own') },
        asOwner: true,
      },
    };
    const connect = async (as: string) => {
      const agent = new Client({ name: 'agent', version: '1.0.0' });
      await agent.connect(
        new StreamableHTTPClientTransport(
          new URL(
            `http://localhost:${portal.backend.server.port()}/api/mcp-actions/v1`,
          ),
          { requestInit: { headers: { Authorization: as } } },
        ),
      );
      return agent;
    };
    const invoke = (name: string, as: string) =>
      request(portal.backend.server)
        .post(`${ACTIONS}/siem-forwarder:${name}/invoke`)
        .set('Authorization', as)
        .send(rows[name].input);

    it('has a row for every action and tool', async () => {
      const as = user(users.member)();
      const { body } = await request(portal.backend.server)
        .get(ACTIONS)
        .set('Authorization', as);
      const names = body.actions.map(({ name }: { name: string }) => name);
      expect(names.sort()).toEqual(Object.keys(rows).sort());
      const agent = await connect(as);
      const { tools } = await agent.listTools();
      await agent.close();
      expect(
        tools.map(({ name }) => name.replace(/^siem-forwarder[.:]/, '')).sort(),
      ).toEqual(Object.keys(rows).sort());
    });

    it.each(Object.keys(rows))('%s opens and changes none', async name => {
      const before = await portal.stored();
      const { status } = await invoke(name, user(users.member)());
      expect(status).toBe(200);
      expect(await portal.stored()).toEqual(before);
    });

    it.each([
      ['who acts for another owner', user(users.outsider)()],
      ['who acts for nobody', user(users.loner)()],
      [
        'who lacks the permission',
        user(users.without(kinds.provision.permission))(),
      ],
      ['that is another plugin', service('plugin:catalog')()],
    ])('plans nothing for one %s', async (_, as) => {
      for (const name of Object.keys(rows).filter(each => rows[each].asOwner)) {
        const { status } = await invoke(name, as);
        expect([403, 404]).toContain(status);
      }
    });

    it('answers an agent of an outsider with the refusal', async () => {
      const agent = await connect(user(users.outsider)());
      const { tools } = await agent.listTools();
      const plan = tools.find(({ name }) => name.endsWith('plan-forwarder'))!;
      const answer = await agent.callTool({
        name: plan.name,
        arguments: { ...rows['plan-forwarder'].input },
      });
      await agent.close();
      expect([answer.isError, JSON.stringify(answer.content)]).toEqual([
        true,
        expect.stringContaining('does not belong to'),
      ]);
    });
  });

  it('have written nothing for any of them', async () => {
    expect(await writesTo(portal.cloud)).toEqual([]);
  });

  // Last: it changes what is open.
  it.each(operationKinds)(
    'of the kind %s are open to who acts for the owner and has its permission alone',
    async kind => {
      const as = user(users.only(kinds[kind].permission))();
      const given = await tryAll(kind, 'own', as);
      expect(given).toEqual({
        open: kind === 'provision' ? 200 : 202,
        retry: 202,
        rollback: 202,
        read: 200,
        list: true,
        step: 403,
        plan: kind === 'provision' ? 200 : 403,
      });
    },
  );
});

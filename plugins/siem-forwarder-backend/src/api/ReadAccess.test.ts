import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  siemForwarderFleetReadPermission,
  siemForwarderReadPermission,
} from 'backstage-plugin-siem-forwarder-common';
import { ReadAccess } from './ReadAccess';

describe('ReadAccess', () => {
  const anna = mockCredentials.user('user:default/anna');
  let now: number;
  let policy: (
    permission: string,
  ) => AuthorizeResult.ALLOW | AuthorizeResult.DENY;
  const permissions = mockServices.permissions.mock();
  const { authorizeConditional } = permissions;
  let access: ReadAccess;

  beforeEach(() => {
    jest.clearAllMocks();
    now = 0;
    policy = () => AuthorizeResult.ALLOW;
    authorizeConditional.mockImplementation(async asked =>
      asked.map(({ permission }) => ({ result: policy(permission.name) })),
    );
    access = ReadAccess.create({
      httpAuth: mockServices.httpAuth(),
      permissions,
      now: () => now,
    });
  });

  const read = (credentials = anna, permission = siemForwarderReadPermission) =>
    access.readerOf(credentials, permission);

  it('asks a policy once for the routes of a page', async () => {
    const [first, second] = await Promise.all([read(), read()]);
    now = 1_999;
    expect([first, second, await read()]).toEqual(
      Array(3).fill({ credentials: anna, entities: 'all' }),
    );
    expect(authorizeConditional).toHaveBeenCalledTimes(1);

    await read(anna, siemForwarderFleetReadPermission);
    await read(mockCredentials.user('user:default/bert'));
    await read({ ...anna, expiresAt: new Date(1) });
    expect(authorizeConditional).toHaveBeenCalledTimes(4);
  });

  it('takes a leave back within two seconds', async () => {
    await read();
    policy = () => AuthorizeResult.DENY;
    now = 2_000;
    await expect(read()).rejects.toThrow(NotAllowedError);
  });

  it('forgets a refusal, and a failure, at once', async () => {
    policy = name =>
      name === siemForwarderReadPermission.name
        ? AuthorizeResult.DENY
        : AuthorizeResult.ALLOW;
    await expect(read()).rejects.toThrow(/'siem-forwarder.read'/);
    policy = name =>
      name === 'catalog.entity.read'
        ? AuthorizeResult.DENY
        : AuthorizeResult.ALLOW;
    expect((await read()).entities).toBe('none');
    policy = () => AuthorizeResult.ALLOW;
    expect((await read()).entities).toBe('all');

    now = 10_000;
    authorizeConditional.mockRejectedValueOnce(new Error('down'));
    await expect(read()).rejects.toThrow('down');
    expect((await read()).entities).toBe('all');
  });

  it('takes a decision that depends on something for none', async () => {
    const conditional: PolicyDecision = {
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'catalog',
      resourceType: 'catalog-entity',
      conditions: {
        rule: 'IS_ENTITY_OWNER',
        resourceType: 'catalog-entity',
        params: { claims: ['group:default/plant-lyon'] },
      },
    };
    authorizeConditional.mockImplementation(async asked =>
      asked.map(({ permission }) =>
        permission.name === 'catalog.entity.read'
          ? { result: AuthorizeResult.ALLOW }
          : conditional,
      ),
    );
    await expect(read()).rejects.toThrow(/'siem-forwarder.read'/);
    // Of entities it is a decision: the catalog tells which.
    authorizeConditional.mockImplementation(async asked =>
      asked.map(({ permission }) =>
        permission.name === 'catalog.entity.read'
          ? conditional
          : { result: AuthorizeResult.ALLOW },
      ),
    );
    expect((await read()).entities).toBe('some');
  });

  it('remembers nothing of plugins', async () => {
    const plugin = mockCredentials.service('plugin:scaffolder');
    await access.readerOf(plugin, siemForwarderReadPermission);
    await access.readerOf(plugin, siemForwarderReadPermission);
    expect(authorizeConditional).toHaveBeenCalledTimes(2);
  });
});

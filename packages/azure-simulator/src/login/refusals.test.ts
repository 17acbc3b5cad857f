import { identityClientIds } from '../seed/demoIds';
import {
  Refusal,
  RefusingService,
  targets,
} from '../__testUtils__/RefusingService';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const token = '/{tenant}/oauth2/v2.0/token';
const form = {
  client_id: identityClientIds.sweeper,
  client_secret: 'secret',
  scope: 'https://management.azure.com/.default',
  grant_type: 'client_credentials',
};
const { client_secret: _, ...withoutSecret } = form;

describe('the token endpoint', () => {
  let service: RefusingService;

  beforeAll(async () => {
    service = await RefusingService.start(targets.login);
  });

  afterAll(async () => {
    await service.stop();
  });

  it.each<Refusal>([
    {
      error: 'login.unknownTenant',
      path: '/00000000-0000-4000-8000-000000000000/v2.0/.well-known/openid-configuration',
    },
    {
      error: 'login.unsupportedGrant',
      path: token,
      form: { ...form, grant_type: 'password' },
    },
    { error: 'login.missingSecret', path: token, form: withoutSecret },
    { error: 'login.notFound', path: '/{tenant}/elsewhere' },
  ])('refuses with $error', async refusal => {
    await expect(service.ask(refusal)).resolves.toContain(refusal.error);
  });
});

import {
  Refusal,
  RefusingService,
  targets,
} from '../__testUtils__/RefusingService';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const workspace = '/workspaces/00000000-0000-4000-8000-000000000000/query';

describe('the query API', () => {
  let service: RefusingService;

  beforeAll(async () => {
    service = await RefusingService.start(targets.logs);
  });

  afterAll(async () => {
    await service.stop();
  });

  it.each<Refusal>([
    {
      error: 'logs.unauthenticated',
      path: workspace,
      body: { query: 'SecurityAlert' },
      as: 'forger',
    },
    { error: 'logs.notFound', path: '/elsewhere' },
  ])('refuses with $error', async refusal => {
    await expect(service.ask(refusal)).resolves.toContain(refusal.error);
  });
});

import {
  Refusal,
  RefusingService,
  targets,
} from '../__testUtils__/RefusingService';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

describe('a key vault', () => {
  let service: RefusingService;

  beforeAll(async () => {
    service = await RefusingService.start(targets.keyVault);
  });

  afterAll(async () => {
    await service.stop();
  });

  it.each<Refusal>([
    {
      error: 'keyVault.invalidToken',
      path: '/secrets?api-version=7.5',
      as: 'forger',
    },
    {
      error: 'keyVault.invalidValue',
      method: 'PUT',
      path: '/secrets/empty?api-version=7.5',
      body: { tags: {} },
    },
    ...['__proto__', 'constructor'].map(name => ({
      error: 'request.reservedName',
      path: `/deletedsecrets/${name}?api-version=7.5`,
    })),
    {
      error: 'request.wrongType',
      method: 'PUT',
      path: '/secrets/typed?api-version=7.5',
      body: { value: 5 },
    },
    {
      error: 'keyVault.tooManyTags',
      method: 'PUT',
      path: '/secrets/tagged?api-version=7.5',
      body: {
        value: 'x',
        tags: Object.fromEntries(
          Array.from({ length: 16 }, (_, index) => [`tag${index}`, 'x']),
        ),
      },
    },
    {
      error: 'keyVault.contentTypeTooLong',
      method: 'PUT',
      path: '/secrets/typed?api-version=7.5',
      body: { value: 'x', contentType: 'x'.repeat(256) },
    },
    ...['0', '26', 'x'].map(size => ({
      error: 'keyVault.invalidMaxResults',
      path: `/secrets?api-version=7.5&maxresults=${size}`,
    })),
    { error: 'keyVault.unknownPath', path: '/keys?api-version=7.5' },
    { error: 'request.missingApiVersion', path: '/secrets' },
    { error: 'request.invalidApiVersion', path: '/secrets?api-version=1.0' },
  ])('refuses with $error', async refusal => {
    await expect(service.ask(refusal)).resolves.toContain(refusal.error);
  });
});

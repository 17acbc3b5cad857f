import { ConfigReader } from '@backstage/config';
import { startService } from './__testUtils__/startService';
import { microsoftClouds } from './clouds';
import { readCredential } from './credentials';

describe('readCredential', () => {
  const environment = process.env;
  afterEach(() => {
    process.env = environment;
  });

  it('tells of the sign-ins of a managed identity', async () => {
    const service = await startService((_, response, number) => {
      const issued = number > 1;
      response.statusCode = issued ? 200 : 403;
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify(
          issued
            ? {
                access_token: 'token',
                expires_on: '4102444800',
                resource: 'https://management.azure.com',
                token_type: 'Bearer',
              }
            : { error: 'forbidden', error_description: 'No identity' },
        ),
      );
    });
    // As on Azure App Service, where the endpoint is not fixed.
    process.env = {
      ...environment,
      IDENTITY_ENDPOINT: `${service.url}/msi/token`,
      IDENTITY_HEADER: 'header',
    };
    const onCall = jest.fn();
    const credential = readCredential(
      new ConfigReader({ credential: 'managedIdentity' }),
      {
        tenantId: '72f9a1c4-5b1e-4d0a-9c57-3f0b2e6ddb47',
        cloud: microsoftClouds.public,
        key: 'siemForwarder.azure.tenants[0].sweeper',
        calls: { onCall },
      },
    );
    const sign = () => credential.getToken('https://management.azure.com');
    await expect(sign()).rejects.toThrow();
    expect(await sign()).toMatchObject({ token: 'token' });
    expect(onCall.mock.calls).toEqual([
      ['login', 'refused'],
      ['login', 'answered'],
    ]);
    await service.stop();
  });
});

import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  createForwarderCheck,
  siemForwarderChecksExtensionPoint,
} from 'backstage-plugin-siem-forwarder-node';
import request from 'supertest';
import { siemForwarderPlugin } from './plugin';
import { entityOf } from './sweep/__testUtils__/variants';
import { startTestCloud } from './__testUtils__';

jest.setTimeout(60_000);

const moduleWithCheck = createBackendModule({
  pluginId: 'siem-forwarder',
  moduleId: 'partitions',
  register(env) {
    env.registerInit({
      deps: { checks: siemForwarderChecksExtensionPoint },
      async init({ checks }) {
        checks.addCheck(
          createForwarderCheck({
            id: 'transport/many-partitions',
            title: 'The event hub has a hundred partitions',
            source:
              'https://learn.microsoft.com/azure/event-hubs/event-hubs-scalability',
            reads: ['hub'],
            ask: ({ hub }, { forwarder }) => ({
              status: 'warning',
              reason: 'few-partitions',
              message: `The hub of ${forwarder.entityRef} has ${hub?.partitionCount} partitions.`,
              remedy: { kind: 'change', title: 'Add some', text: 'At once.' },
            }),
          }),
        );
      },
    });
  },
});

describe('siemForwarderPlugin', () => {
  it('asks the checks that other modules add', async () => {
    const cloud = await startTestCloud({ seed: 'fleet', siemReaders: 'none' });
    const backend = await startTestBackend({
      features: [
        siemForwarderPlugin,
        moduleWithCheck,
        catalogServiceMock.factory({ entities: [entityOf('austin-alerts')] }),
        mockServices.rootConfig.factory({
          data: { siemForwarder: cloud.config },
        }),
      ],
    });

    const { body } = await request(backend.server)
      .post(
        '/api/siem-forwarder/v1/forwarders/by-name/resource/default/austin-alerts/check',
      )
      .set('Authorization', mockCredentials.user.header());

    expect(body).toMatchObject({
      health: 'degraded',
      findings: expect.arrayContaining([
        expect.objectContaining({
          checkId: 'transport/many-partitions',
          stage: 'transport',
          status: 'warning',
          message:
            'The hub of resource:default/austin-alerts has 4 partitions.',
        }),
      ]),
    });
    await backend.stop();
    await cloud.stop();
  });
});

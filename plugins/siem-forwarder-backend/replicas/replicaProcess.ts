import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createServiceFactory,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { JsonObject } from '@backstage/types';
import { planFleet } from 'azure-simulator';
import { siemForwarderPlugin } from '../src/plugin';
import { TRANSITION_TOPIC, TransitionEvent } from '../src/sweep';
import { fleetSize, ReplicaMessage } from './ReplicaMessage';

const config: JsonObject = JSON.parse(process.env.REPLICA_CONFIG ?? '{}');

function tell(message: ReplicaMessage): void {
  process.send?.(message);
}

/** Hands what is logged to the parent, with the times that the log names. */
function logger(labels: JsonObject = {}): LoggerService {
  const log =
    (level: 'error' | 'warn' | 'info' | 'debug') =>
    (message: string | Error, meta?: Error | JsonObject) => {
      const details = meta instanceof Error ? { error: meta.message } : meta;
      tell({
        log: { level, message: String(message), ...labels, ...details },
      });
    };
  return {
    error: log('error'),
    warn: log('warn'),
    info: log('info'),
    debug: log('debug'),
    child: more => logger({ ...labels, ...more }),
  };
}

/** The fleet as a catalog that needs no processing. */
function catalog() {
  const entities = planFleet(fleetSize).forwarders.map(
    ({ name, title, owner, annotations }): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: { name, title, annotations },
      spec: { type: 'siem-forwarder', owner },
    }),
  );
  return catalogServiceMock({ entities });
}

async function main(): Promise<void> {
  const backend = createBackend();
  backend.add(
    createServiceFactory({
      service: coreServices.rootConfig,
      deps: {},
      factory: () => new ConfigReader(config),
    }),
  );
  backend.add(
    createServiceFactory({
      service: coreServices.rootLogger,
      deps: {},
      factory: () => logger(),
    }),
  );
  backend.add(
    createServiceFactory({
      service: catalogServiceRef,
      deps: {},
      factory: catalog,
    }),
  );
  backend.add(
    createServiceFactory({
      service: notificationService,
      deps: {},
      factory: () => ({ send: async () => {} }),
    }),
  );
  backend.add(
    createServiceFactory({
      service: eventsServiceRef,
      deps: {},
      factory: () => ({
        publish: async ({ topic, eventPayload }) => {
          if (topic === TRANSITION_TOPIC) {
            tell({ told: (eventPayload as TransitionEvent).id });
          }
        },
        subscribe: async () => {},
      }),
    }),
  );
  backend.add(siemForwarderPlugin);
  await backend.start();
  tell({ ready: true });
  process.on('disconnect', () => process.exit());
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});

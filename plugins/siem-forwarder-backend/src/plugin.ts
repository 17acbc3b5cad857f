import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { stringifyError } from '@backstage/errors';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { durationToMilliseconds } from '@backstage/types';
import { siemForwarderPermissions } from 'backstage-plugin-siem-forwarder-common';
import {
  SiemConnector,
  siemForwarderChecksExtensionPoint,
  siemForwarderConnectorsExtensionPoint,
} from 'backstage-plugin-siem-forwarder-node';
import { createReading, createRouter } from './api';
import { OwnerAccess } from './api/OwnerAccess';
import { DatabaseAuditLog } from './audit';
import { AzureTenants } from './azure';
import { ActivityLogCauseFinder } from './cause';
import { Collector } from './collect/Collector';
import { ForwarderCatalog } from './collect/ForwarderCatalog';
import { LostRows } from './collect/LostRows';
import { AddedChecks } from './evaluate/AddedChecks';
import { readHealthSettings } from './evaluate/HealthSettings';
import { DatabaseFleetIndex, FleetDirectory, fleetPolicyOf } from './fleet';
import { CallMetrics, observeFleet } from './metrics';
import {
  DatabaseOwnerNotices,
  InOrderPublisher,
  OwnerNotifier,
  PublisherGroup,
} from './notify';
import {
  CatalogRegistrationDesk,
  DatabaseOperationStore,
  NamespaceNames,
  OperationDriver,
  Operations,
  WorkspaceOptions,
} from './operations';
import { readKeyVaults } from './operations/readKeyVaults';
import { registerActions } from './registry';
import { Scopes } from './scopes';
import { SiemInstances } from './siem';
import { DatabaseHealthStore, HealthRetention } from './store';
import {
  BroadcastTransitionPublisher,
  CATALOG_SHARD,
  HealthSweep,
  PageSignal,
  ShardRunner,
  ShardSweep,
  sweepTables,
} from './sweep';

/**
 * Watches forwarders, and makes those that the portal is asked for. It alone
 * holds the Azure identities and the SIEMs' tokens: scaffolder actions and
 * pages are clients of its API.
 *
 * @public
 */
export const siemForwarderPlugin = createBackendPlugin({
  pluginId: 'siem-forwarder',
  register(env) {
    const connectors: SiemConnector[] = [];
    const addedChecks = new AddedChecks();
    env.registerExtensionPoint(siemForwarderChecksExtensionPoint, {
      addCheck: check => addedChecks.add(check),
    });
    env.registerExtensionPoint(siemForwarderConnectorsExtensionPoint, {
      addConnector(connector) {
        if (connectors.some(({ kind }) => kind === connector.kind)) {
          throw new Error(
            `A connector for SIEMs of the kind '${connector.kind}' was added twice; install one of the two modules`,
          );
        }
        connectors.push(connector);
      },
    });
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { auth, catalog, config, database, events, logger } = deps;
        deps.permissionsRegistry.addPermissions(siemForwarderPermissions);

        const scopes = Scopes.fromConfig(config);
        const calls = CallMetrics.create(deps.metrics);
        const tenants = AzureTenants.fromConfig(config, { logger, calls });
        const siems = SiemInstances.fromConfig(config, connectors, { calls });
        const keyVaults = readKeyVaults(config);
        const settings = readHealthSettings(config, {
          portal: tenants.list[0]?.cloud.portal,
          moreChecks: addedChecks.rows,
        });

        const forwarders = ForwarderCatalog.create({ catalog, auth });
        // Three periods of the flow, after which facts are not believed either.
        const believedFor = {
          milliseconds: 3 * durationToMilliseconds(settings.periods.flow),
        };
        const healthStore = await DatabaseHealthStore.create({
          database,
          longestGap: believedFor,
        });
        const db = await database.getClient();
        const fleetIndex = DatabaseFleetIndex.create({ db, believedFor });
        const directory = FleetDirectory.create({
          forwarders,
          index: fleetIndex,
          policy: fleetPolicyOf(config),
          scopes,
          siems,
          maxAge: believedFor,
        });
        const tables = sweepTables(db);
        observeFleet({
          metrics: deps.metrics,
          shards: tables.shards,
          index: fleetIndex,
          logger,
        });
        const sweep = HealthSweep.create({
          forwarders: directory,
          collector: Collector.create({
            tenants,
            siems,
            scopes,
            inventoryAge: {
              milliseconds: Math.min(
                60_000,
                durationToMilliseconds(settings.periods.flow) / 2,
              ),
            },
            logger,
          }),
          store: healthStore,
          ...tables,
          settings,
          causes: ActivityLogCauseFinder.create({ tenants }),
          lostRows: LostRows.create({ tenants }),
          publisher: PublisherGroup.create({
            publishers: {
              everybody: InOrderPublisher.create({
                publisher: BroadcastTransitionPublisher.create({
                  pages: PageSignal.create({ signals: deps.signals, logger }),
                  events,
                }),
                outbox: tables.outbox,
              }),
              owner: OwnerNotifier.create({
                notifications: deps.notifications,
                forwarders,
                store: healthStore,
                notices: DatabaseOwnerNotices.create({ db }),
              }),
            },
            receipts: tables.outbox,
          }),
          logger,
        });

        const operationStore = DatabaseOperationStore.create({ db });
        const operations = Operations.create({
          store: operationStore,
          tenants,
          siems,
          keyVaults,
          scopes,
          registrations: CatalogRegistrationDesk.create({
            store: operationStore,
            catalog,
            auth,
            events,
          }),
          logger,
          onRegistered: entityRef => {
            sweep.checkNow(entityRef).catch(error => {
              // The next sweep looks again; the page says 'not checked yet'.
              logger.warn(
                `The first check of ${entityRef} did not succeed: ${stringifyError(
                  error,
                )}`,
              );
            });
          },
        });

        const readingOptions = {
          ...deps,
          auditLog: DatabaseAuditLog.create({ db, scopes }),
          believedFor,
          directory,
          fleetIndex,
          forwarders,
          healthStore,
          operationStore,
          scopes,
          siems,
          sweep,
        };
        registerActions(deps.actionsRegistry, createReading(readingOptions), {
          auth,
          ownerAccess: OwnerAccess.create(deps),
          operations,
        });
        deps.httpRouter.use(
          createRouter({
            ...readingOptions,
            keyVaults,
            namespaceNames: NamespaceNames.create({ tenants }),
            operations,
            tenants,
            workspaces: WorkspaceOptions.create({ tenants, scopes, logger }),
          }),
        );
        await tables.shards.add([CATALOG_SHARD], Date.now());
        const shardSweep = ShardSweep.create({ sweep, shards: tables.shards });
        await ShardRunner.create({
          shards: tables.shards,
          sweep: (shard, options) => shardSweep.run(shard, options),
          atTick: () => sweep.announcer.catchUp(),
          period: settings.periods.flow,
          logger,
        }).schedule(deps.scheduler, deps.lifecycle);
        await OperationDriver.fromConfig(config, {
          operations,
          store: operationStore,
          logger,
        }).schedule(deps.scheduler, deps.lifecycle);
        await HealthRetention.fromConfig(config, {
          store: healthStore,
          logger,
        }).schedule(deps.scheduler);
      },
    });
  },
});

import { createValidatedOpenApiRouterFromGeneratedEndpointMap } from '@backstage/backend-openapi-utils';
import {
  AuditorService,
  HttpAuthService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { KeyVaultOption } from 'backstage-plugin-siem-forwarder-common';
import { Router } from 'express';
import { AuditLog } from '../audit';
import { ForwarderCatalog } from '../collect/ForwarderCatalog';
import { FleetDirectory, FleetIndex } from '../fleet';
import {
  NamespaceNames,
  Operations,
  OperationStore,
  OperationTenants,
  WorkspaceOptions,
} from '../operations';
import { spec } from '../schema/openapi.generated';
import { Scopes } from '../scopes';
import { SiemInstances } from '../siem';
import { HealthStore } from '../store';
import { HealthSweep } from '../sweep';
import { AuditReader } from './AuditReader';
import { addAuditRoutes } from './auditRoutes';
import { addExportRoutes } from './exportRoutes';
import { FleetSummaryReader } from './FleetSummaryReader';
import { ForwarderReader } from './ForwarderReader';
import { addForwarderRoutes } from './forwarderRoutes';
import { addHandoverRoutes } from './handoverRoutes';
import { addOperationRoutes } from './operationRoutes';
import { addOptionRoutes } from './optionRoutes';
import { OwnerAccess } from './OwnerAccess';
import { ReadAccess } from './ReadAccess';
import { addRegistrationRoutes } from './registrationRoutes';
import { RouteAuditor } from './RouteAuditor';
import { SiemForwarderEndpoints } from './SiemForwarderRouter';

/** What the API is made of. */
export interface RouterOptions {
  auditLog: AuditLog;
  auditor: AuditorService;
  catalog: CatalogService;
  directory: FleetDirectory;
  fleetIndex: FleetIndex;
  forwarders: ForwarderCatalog;
  healthStore: HealthStore;
  httpAuth: HttpAuthService;
  keyVaults: KeyVaultOption[];
  namespaceNames: NamespaceNames;
  operations: Operations;
  operationStore: OperationStore;
  permissions: PermissionsService;
  scopes: Scopes;
  siems: SiemInstances;
  sweep: Pick<HealthSweep, 'checkNow'>;
  tenants: OperationTenants;
  userInfo: UserInfoService;
  workspaces: WorkspaceOptions;
}

/** The API of `schema/openapi.yaml`; requests are validated against it. */
export function createRouter(options: RouterOptions): Router {
  const { fleetIndex: index } = options;
  const router =
    createValidatedOpenApiRouterFromGeneratedEndpointMap<SiemForwarderEndpoints>(
      spec,
    );
  const auditor = RouteAuditor.create(options.auditor);
  const reader = ForwarderReader.create({
    ...options,
    index,
    store: options.healthStore,
    secretLocationOf: async entityRef => {
      const made = await options.operationStore.getRegistration(entityRef);
      return made?.outputs.secretLocation;
    },
  });
  const reading = {
    ...options,
    access: ReadAccess.create(options),
    audit: AuditReader.create({ log: options.auditLog, reader }),
    auditor,
    index,
    reader,
  };
  addForwarderRoutes(router, {
    ...reading,
    summaries: FleetSummaryReader.create(reading),
  });
  addAuditRoutes(router, reading);
  addExportRoutes(router, reading);

  const shared = {
    ...options,
    access: OwnerAccess.create(options),
    auditor,
    store: options.operationStore,
  };
  addOptionRoutes(router, shared);
  addOperationRoutes(router, shared);
  addRegistrationRoutes(router, shared);
  addHandoverRoutes(router, shared);
  router.use(auditor.refusals);
  return router;
}

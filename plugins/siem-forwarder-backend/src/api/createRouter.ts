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
import { ForwarderCatalog } from '../collect/ForwarderCatalog';
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
import { ForwarderReader } from './ForwarderReader';
import { addForwarderRoutes } from './forwarderRoutes';
import { addHandoverRoutes } from './handoverRoutes';
import { addOperationRoutes } from './operationRoutes';
import { addOptionRoutes } from './optionRoutes';
import { OwnerAccess } from './OwnerAccess';
import { addRegistrationRoutes } from './registrationRoutes';
import { SiemForwarderEndpoints } from './SiemForwarderRouter';

/** What the API is made of. */
export interface RouterOptions {
  auditor: AuditorService;
  catalog: CatalogService;
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
  sweep: HealthSweep;
  tenants: OperationTenants;
  userInfo: UserInfoService;
  workspaces: WorkspaceOptions;
}

/** The API of `schema/openapi.yaml`; requests are validated against it. */
export function createRouter(options: RouterOptions): Router {
  const access = OwnerAccess.create(options);
  const router =
    createValidatedOpenApiRouterFromGeneratedEndpointMap<SiemForwarderEndpoints>(
      spec,
    );
  const shared = { ...options, access, store: options.operationStore };
  addForwarderRoutes(router, {
    ...options,
    reader: ForwarderReader.create({
      ...options,
      store: options.healthStore,
      secretLocationOf: async ({ entityRef }) => {
        const made = await options.operationStore.getRegistration(entityRef);
        return made?.outputs.secretLocation;
      },
    }),
  });
  addOptionRoutes(router, shared);
  addOperationRoutes(router, shared);
  addRegistrationRoutes(router, shared);
  addHandoverRoutes(router, shared);
  return router;
}

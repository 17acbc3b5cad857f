import { createValidatedOpenApiRouterFromGeneratedEndpointMap } from '@backstage/backend-openapi-utils';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { KeyVaultOption } from 'backstage-plugin-siem-forwarder-common';
import { Router } from 'express';
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
import { addAuditRoutes } from './auditRoutes';
import { createReading, ReadingOptions } from './createReading';
import { addExportRoutes } from './exportRoutes';
import { addForwarderOperationRoutes } from './forwarderOperationRoutes';
import { addForwarderRoutes } from './forwarderRoutes';
import { addHandoverRoutes } from './handoverRoutes';
import { addOpenOperationRoutes } from './openOperationRoutes';
import { addOperationRoutes } from './operationRoutes';
import { addOptionRoutes } from './optionRoutes';
import { OwnerAccess } from './OwnerAccess';
import { addRegistrationRoutes } from './registrationRoutes';
import { SiemForwarderEndpoints } from './SiemForwarderRouter';

/** What the API is made of. */
export interface RouterOptions extends ReadingOptions {
  catalog: CatalogService;
  keyVaults: KeyVaultOption[];
  namespaceNames: NamespaceNames;
  operations: Operations;
  operationStore: OperationStore;
  scopes: Scopes;
  siems: SiemInstances;
  tenants: OperationTenants;
  workspaces: WorkspaceOptions;
}

/** The API of `schema/openapi.yaml`; requests are validated against it. */
export function createRouter(options: RouterOptions): Router {
  const router =
    createValidatedOpenApiRouterFromGeneratedEndpointMap<SiemForwarderEndpoints>(
      spec,
    );
  const reading = createReading(options);
  const { auditor, index } = reading;
  addForwarderRoutes(router, reading);
  addAuditRoutes(router, reading);
  addExportRoutes(router, reading);

  const shared = {
    ...options,
    access: OwnerAccess.create(options),
    auditor,
    index,
    store: options.operationStore,
  };
  addOptionRoutes(router, shared);
  addOperationRoutes(router, shared);
  addForwarderOperationRoutes(router, { ...shared, reading });
  addOpenOperationRoutes(router, { ...shared, reading });
  addRegistrationRoutes(router, shared);
  addHandoverRoutes(router, shared);
  router.use(auditor.refusals);
  return router;
}

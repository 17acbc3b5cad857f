import { OperationDescription } from '../control/ControlTypes';
import { ServiceDefinition } from './ServiceDefinition';

/** The operations of services, in the order in which their paths are tried. */
export function describeOperations(
  services: readonly ServiceDefinition[],
): OperationDescription[] {
  return services.flatMap(service =>
    service.routes.map(route => ({
      service: service.name,
      operationId: route.operationId,
      method: route.method,
      path: route.path,
      apiVersions: (route.apiVersions ?? []).map(String),
      ...(route.action ? { action: route.action } : {}),
    })),
  );
}

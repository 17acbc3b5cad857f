import { SimulatorCredentials } from '../Credentials';
import { ServiceDefinition } from '../http/ServiceDefinition';
import { World } from '../World';
import { accountCheckRoutes } from './accountCheckRoutes';
import { accountRoutes } from './accountHandler';
import { checkpointRoutes } from './checkpointRoutes';
import { inputRoutes } from './inputHandler';
import { splunkService } from './splunkService';
import { storageAccountRoutes } from './storageAccountHandler';
import { systemRoutes } from './systemRoutes';

/** The management port (8089) of the heavy forwarder that runs the add-on's inputs. */
export function splunkManagementService(
  world: World,
  credentials: SimulatorCredentials,
): ServiceDefinition {
  return splunkService(world, {
    name: 'splunkManagement',
    token: credentials.splunk.managementToken,
    routes: [
      ...accountRoutes(world),
      ...storageAccountRoutes(world),
      ...inputRoutes(world),
      ...checkpointRoutes(world),
      ...accountCheckRoutes(world),
      ...systemRoutes(world, 'splunkManagement'),
    ],
  });
}

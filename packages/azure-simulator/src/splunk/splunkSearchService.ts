import { SimulatorCredentials } from '../Credentials';
import { ServiceDefinition } from '../http/ServiceDefinition';
import { World } from '../World';
import { searchRoutes } from './searchRoutes';
import { splunkService } from './splunkService';
import { systemRoutes } from './systemRoutes';

/** The management port of the search head. */
export function splunkSearchService(
  world: World,
  credentials: SimulatorCredentials,
): ServiceDefinition {
  return splunkService(world, {
    name: 'splunkSearch',
    token: credentials.splunk.searchToken,
    routes: [...searchRoutes(world), ...systemRoutes(world, 'splunkSearch')],
  });
}

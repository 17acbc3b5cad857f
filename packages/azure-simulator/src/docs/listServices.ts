import { armService } from '../arm/armService';
import { azureBehaviours } from '../Behaviours';
import { ManualClock } from '../clock/Clock';
import { createCredentials } from '../Credentials';
import { graphService } from '../graph/graphService';
import { ServiceDefinition } from '../http/ServiceDefinition';
import { vaultService } from '../keyVault/vaultService';
import { latencyPresets } from '../Latencies';
import { AccessTokens } from '../login/AccessTokens';
import { loginService } from '../login/loginService';
import { logsService } from '../logs/logsService';
import { metricsService } from '../metrics/metricsService';
import { vaultName } from '../seed/demoIds';
import { seedEmpty } from '../seed/seedEmpty';
import { Simulator } from '../Simulator';
import { splunkManagementService } from '../splunk/splunkManagementService';
import { splunkSearchService } from '../splunk/splunkSearchService';

/** All services over a cloud that nobody uses, to be described; none listens. */
export function listServices(): ServiceDefinition[] {
  const clock = ManualClock.startingAt('2026-01-01T00:00:00Z');
  const credentials = createCredentials({});
  const world = new Simulator({
    clock,
    credentials,
    latencies: latencyPresets.none,
    behaviours: azureBehaviours,
    state: seedEmpty({ now: clock.now(), credentials }),
  });
  const tokens = new AccessTokens();
  return [
    loginService(world, tokens, () => ''),
    armService(world, tokens),
    graphService(world, tokens),
    vaultService(world, tokens, vaultName, () => ''),
    logsService(world, tokens),
    metricsService(world, tokens),
    splunkManagementService(world, credentials),
    splunkSearchService(world, credentials),
  ];
}

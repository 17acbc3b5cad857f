import { amqpErrorGroup } from '../amqp/amqpErrors';
import { armErrorGroup } from '../arm/armErrors';
import { roleErrorGroup } from '../arm/authorization/roleErrors';
import { activityLogErrorGroup } from '../arm/activityLog/activityLogErrors';
import { authorizationRuleErrorGroup } from '../arm/eventHub/authorizationRuleErrors';
import { eventHubErrorGroup } from '../arm/eventHub/eventHubErrors';
import { dataExportErrorGroup } from '../arm/operationalInsights/dataExportErrors';
import { resourceGraphErrorGroup } from '../arm/resourceGraph/resourceGraphErrors';
import { sentinelErrorGroup } from '../arm/securityInsights/sentinelErrors';
import { graphErrorGroup } from '../graph/graphErrors';
import { requestErrorGroup } from '../http/requestErrors';
import { vaultErrorGroup } from '../keyVault/vaultErrors';
import { loginErrorGroup } from '../login/loginErrors';
import { logsErrorGroup } from '../logs/logsErrors';
import { metricsErrorGroup } from '../metrics/metricsErrors';
import { splunkErrorGroup } from '../splunk/splunkErrors';
import { throttlingErrorGroup } from '../throttling/throttlingErrors';
import { ErrorGroup } from './defineErrors';

/**
 * Every refusal that the simulated services know. An error's id is its group's
 * id, a point and its name: `eventHub.hubQuota`.
 */
export const errorTable: readonly ErrorGroup[] = [
  requestErrorGroup,
  throttlingErrorGroup,
  loginErrorGroup,
  armErrorGroup,
  roleErrorGroup,
  eventHubErrorGroup,
  authorizationRuleErrorGroup,
  amqpErrorGroup,
  dataExportErrorGroup,
  sentinelErrorGroup,
  resourceGraphErrorGroup,
  activityLogErrorGroup,
  graphErrorGroup,
  vaultErrorGroup,
  logsErrorGroup,
  metricsErrorGroup,
  splunkErrorGroup,
];

import { addOnMissing } from './catalog/addOnMissing';
import { alertsWithoutIncidents } from './catalog/alertsWithoutIncidents';
import { applicationDeleted } from './catalog/applicationDeleted';
import { backlog } from './catalog/backlog';
import { connectorOff } from './catalog/connectorOff';
import { consentMissing } from './catalog/consentMissing';
import { consumerGroupDeleted } from './catalog/consumerGroupDeleted';
import { expiredSecret } from './catalog/expiredSecret';
import { exportFailing } from './catalog/exportFailing';
import { extraSecret } from './catalog/extraSecret';
import { hubDeleted } from './catalog/hubDeleted';
import { hubDisabled } from './catalog/hubDisabled';
import { inputDeleted } from './catalog/inputDeleted';
import { inputDisabled } from './catalog/inputDisabled';
import { inputMismatch } from './catalog/inputMismatch';
import { localAuthDisabled } from './catalog/localAuthDisabled';
import { namespaceDeleted } from './catalog/namespaceDeleted';
import { networkClosed } from './catalog/networkClosed';
import { otherAccount } from './catalog/otherAccount';
import { otherDestination } from './catalog/otherDestination';
import { otherTables } from './catalog/otherTables';
import { portalForbidden } from './catalog/portalForbidden';
import { portalThrottled } from './catalog/portalThrottled';
import { principalDisabled } from './catalog/principalDisabled';
import { quietWorkspace } from './catalog/quietWorkspace';
import { readerStopped } from './catalog/readerStopped';
import { regionMismatch } from './catalog/regionMismatch';
import { retentionShort } from './catalog/retentionShort';
import { roleRemoved } from './catalog/roleRemoved';
import { ruleDeleted } from './catalog/ruleDeleted';
import { ruleDisabled } from './catalog/ruleDisabled';
import { ruleNew } from './catalog/ruleNew';
import { secretEndsSoon } from './catalog/secretEndsSoon';
import { sentinelNotOnboarded } from './catalog/sentinelNotOnboarded';
import { siemDown } from './catalog/siemDown';
import { throttledHub } from './catalog/throttledHub';
import { tierBasic } from './catalog/tierBasic';
import { wrongConsumerGroup } from './catalog/wrongConsumerGroup';
import { Scenario } from './Scenario';

/** Every scenario, in the order of the stages that a row passes; last what befalls the portal itself. */
export const scenarios: readonly Scenario[] = [
  sentinelNotOnboarded,
  connectorOff,
  alertsWithoutIncidents,
  quietWorkspace,
  ruleDeleted,
  ruleDisabled,
  ruleNew,
  otherTables,
  otherDestination,
  regionMismatch,
  exportFailing,
  namespaceDeleted,
  hubDeleted,
  hubDisabled,
  throttledHub,
  tierBasic,
  networkClosed,
  localAuthDisabled,
  retentionShort,
  applicationDeleted,
  principalDisabled,
  expiredSecret,
  secretEndsSoon,
  extraSecret,
  consentMissing,
  roleRemoved,
  siemDown,
  addOnMissing,
  otherAccount,
  inputDeleted,
  inputDisabled,
  wrongConsumerGroup,
  inputMismatch,
  consumerGroupDeleted,
  readerStopped,
  backlog,
  portalForbidden,
  portalThrottled,
];

import { ResourceKind } from '../OperationStore';
import { Undo } from './Undo';
import { undoApplication } from './undoApplication';
import { undoClientSecret } from './undoClientSecret';
import { undoConsumerGroup } from './undoConsumerGroup';
import { undoEventHub } from './undoEventHub';
import { undoExportRule } from './undoExportRule';
import { undoNamespace } from './undoNamespace';
import { undoRegistration } from './undoRegistration';
import { undoRoleAssignment } from './undoRoleAssignment';
import { undoServicePrincipal } from './undoServicePrincipal';
import { undoSiemReader } from './undoSiemReader';
import { undoIncidentRule, undoIotConnector } from './undoSource';
import { undoVaultSecret } from './undoVaultSecret';

/** How each kind of resource is taken back. */
export const undoTable: Record<ResourceKind, Undo> = {
  namespace: undoNamespace,
  'event-hub': undoEventHub,
  'consumer-group': undoConsumerGroup,
  application: undoApplication,
  'service-principal': undoServicePrincipal,
  'role-assignment': undoRoleAssignment,
  'client-secret': undoClientSecret,
  'vault-secret': undoVaultSecret,
  'siem-reader': undoSiemReader,
  'export-rule': undoExportRule,
  'iot-connector': undoIotConnector,
  'incident-rule': undoIncidentRule,
  registration: undoRegistration,
};

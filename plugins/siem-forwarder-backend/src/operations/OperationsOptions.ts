import { LoggerService } from '@backstage/backend-plugin-api';
import { KeyVaultOption } from 'backstage-plugin-siem-forwarder-common';
import { Scopes } from '../scopes';
import { operationKindTable } from './kinds';
import { OperationStore } from './OperationStore';
import { OperationTenants } from './OperationTenant';
import { RegistrationDesk } from './RegistrationDesk';
import { SiemDirectory } from './SiemDirectory';

/** What `Operations` works with. */
export interface OperationsOptions {
  store: OperationStore;
  tenants: OperationTenants;
  siems: SiemDirectory;
  keyVaults: KeyVaultOption[];
  scopes: Scopes;
  registrations: RegistrationDesk;
  logger: LoggerService;
  /** Called once a forwarder is registered: check its health now. */
  onRegistered?: (entityRef: string) => void;
  /** Called once what an operation wrote is taken back. */
  onRolledBack?: (entityRef: string) => void;
  /** Kinds of operations on a forwarder that exists; the table's when absent. */
  kinds?: typeof operationKindTable;
  /** How long a write may take effect after it was sent, in seconds; 60 when absent. */
  settleSeconds?: number;
  /** The time; the system's when absent. */
  now?: () => Date;
}

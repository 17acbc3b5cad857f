import { KeyVaultOption } from 'backstage-plugin-siem-forwarder-common';
import { AzureServices } from '../../azure/AzureServices';
import { Scopes } from '../../scopes';
import { RegistrationDesk } from '../RegistrationDesk';
import { ComparisonContext } from '../Step';

/** What the checks of a plan may ask, besides what comparisons may. */
export interface PlanContext extends ComparisonContext {
  /** The identity that would write; absent when none is configured. */
  provisioner: AzureServices | undefined;
  keyVaults: KeyVaultOption[];
  registrations: Pick<RegistrationDesk, 'get' | 'findEntity'>;
  scopes: Scopes;
  /** Whether the owner may forward to the chosen SIEM instance. */
  siemAllowed: boolean;
}

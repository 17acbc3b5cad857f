import { randomBytes } from 'node:crypto';
import { identityClientIds, tenantId } from './seed/demoIds';

/** An identity of the portal: an Entra application with a client secret. */
export interface IdentityCredentials {
  tenantId: string;
  clientId: string;
  clientSecret: string;
}

/** What a portal needs to sign in to the simulated services. */
export interface SimulatorCredentials {
  /** Reads only. */
  sweeper: IdentityCredentials;
  /** Creates, assigns, deletes. */
  provisioner: IdentityCredentials;
  splunk: {
    /** Bearer token of the heavy forwarder's management port. */
    managementToken: string;
    /** Bearer token of the search head. */
    searchToken: string;
  };
}

function random(): string {
  return randomBytes(24).toString('base64url');
}

/**
 * Credentials of one run: taken from SIMULATOR_SWEEPER_SECRET,
 * SIMULATOR_PROVISIONER_SECRET, SIMULATOR_SPLUNK_MANAGEMENT_TOKEN and
 * SIMULATOR_SPLUNK_SEARCH_TOKEN, random where a variable is not set.
 */
export function createCredentials(
  environment: Record<string, string | undefined>,
): SimulatorCredentials {
  return {
    sweeper: {
      tenantId,
      clientId: identityClientIds.sweeper,
      clientSecret: environment.SIMULATOR_SWEEPER_SECRET ?? random(),
    },
    provisioner: {
      tenantId,
      clientId: identityClientIds.provisioner,
      clientSecret: environment.SIMULATOR_PROVISIONER_SECRET ?? random(),
    },
    splunk: {
      managementToken:
        environment.SIMULATOR_SPLUNK_MANAGEMENT_TOKEN ?? random(),
      searchToken: environment.SIMULATOR_SPLUNK_SEARCH_TOKEN ?? random(),
    },
  };
}

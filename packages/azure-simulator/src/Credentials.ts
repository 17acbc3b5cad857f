import { randomBytes } from 'node:crypto';
import { wallClockNow } from './clock/Clock';
import { identityClientIds, tenantId } from './seed/demoIds';
import { splunkServerNames } from './splunk/splunkServerNames';
import { issueToken } from './splunk/tokens/issueToken';
import { SplunkInstance } from './state';

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

/** Days that the portal's Splunk tokens last. */
const splunkTokenDays = 365;

function random(): string {
  return randomBytes(24).toString('base64url');
}

function splunkToken(instance: SplunkInstance, now: number): string {
  return issueToken({
    serverName: splunkServerNames[instance],
    user: 'svc-siem-forwarder',
    audience: 'siem-forwarder',
    issuedAt: now,
    notBefore: now,
    expiresAt: now + splunkTokenDays * 24 * 60 * 60 * 1000,
  }).token;
}

/**
 * Credentials of one run: taken from SIMULATOR_SWEEPER_SECRET,
 * SIMULATOR_PROVISIONER_SECRET, SIMULATOR_SPLUNK_MANAGEMENT_TOKEN and
 * SIMULATOR_SPLUNK_SEARCH_TOKEN, random where a variable is not set. Splunk's
 * tokens are then JSON Web Tokens that end a year after `now`, the simulated
 * present (epoch milliseconds); a token of one's own may be any text.
 */
export function createCredentials(
  environment: Record<string, string | undefined>,
  now: number = wallClockNow(),
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
        environment.SIMULATOR_SPLUNK_MANAGEMENT_TOKEN ??
        splunkToken('splunkManagement', now),
      searchToken:
        environment.SIMULATOR_SPLUNK_SEARCH_TOKEN ??
        splunkToken('splunkSearch', now),
    },
  };
}

import { TokenCredential } from '@azure/identity';
import {
  Pipeline,
  PipelinePolicy,
  retryPolicy,
} from '@azure/core-rest-pipeline';
import { version } from '../../package.json';
import { CallObserver } from '../calls';
import { AzureCloud } from './AzureCloud';
import {
  CALL_TIMEOUT_POLICY,
  callTimeoutPolicy,
} from './policies/callTimeoutPolicy';
import { observePolicy } from './policies/observePolicy';
import { watchWritesPolicy } from './policies/watchWritesPolicy';
import { pacePolicy } from './policies/pacePolicy';
import { correlationPolicy } from './policies/correlationPolicy';
import { readOnlyPolicy } from './policies/readOnlyPolicy';
import { sharedAgentPolicy } from './policies/sharedAgentPolicy';
import {
  throttlingStrategy,
  transientStrategy,
} from './policies/retryStrategies';
import { Quotas } from './throttle/Quotas';

/** How long calls may take; all have defaults. */
export interface AzureTimings {
  /** Milliseconds for one attempt of a call; 30,000 when absent. */
  attemptTimeout?: number;
  /** Attempts after the first one; 3 when absent. */
  maxRetries?: number;
  /** Milliseconds of the first pause after a failure that passes; 500 when absent. */
  retryDelay?: number;
  /** Seconds that one call waits at most where Azure asks to wait; 60 when absent. */
  maximumThrottleWait?: number;
  /** Milliseconds for Azure and Entra to agree with themselves after a write; 60,000 when absent. */
  consistencyTimeout?: number;
}

/** Options that all SDK clients understand, of both generations. */
export interface SdkClientOptions {
  endpoint: string;
  credentials: { scopes: string[] };
  credentialScopes: string[];
  tlsOptions?: { ca: string[] };
  userAgentOptions: { userAgentPrefix: string };
}

/**
 * One identity's way into one tenant: cloud, credential, trust and policies,
 * from which every SDK client is made.
 */
export class AzureConnection {
  readonly tenantId: string;
  readonly identity: 'sweeper' | 'provisioner';
  readonly cloud: AzureCloud;
  readonly credential: TokenCredential;
  readonly timings: Required<AzureTimings>;
  readonly #authorities: string[] | undefined;
  readonly #quotas: Quotas;
  readonly #calls: CallObserver | undefined;
  readonly #agentPolicies: PipelinePolicy[];

  constructor(options: {
    tenantId: string;
    identity: 'sweeper' | 'provisioner';
    cloud: AzureCloud;
    credential: TokenCredential;
    /** Certificate authorities (PEM); the system's when absent. */
    authorities?: string[];
    timings?: AzureTimings;
    /** Hears of every call. */
    calls?: CallObserver;
    /** Milliseconds of a clock that only goes forward, for the quotas; the process's when absent. */
    now?: () => number;
  }) {
    this.tenantId = options.tenantId;
    this.identity = options.identity;
    this.cloud = options.cloud;
    this.credential = options.credential;
    this.#authorities = options.authorities;
    this.#calls = options.calls;
    this.timings = {
      attemptTimeout: 30_000,
      maxRetries: 3,
      retryDelay: 500,
      maximumThrottleWait: 60,
      consistencyTimeout: 60_000,
      ...options.timings,
    };
    this.#agentPolicies = options.authorities
      ? [sharedAgentPolicy({ authorities: options.authorities })]
      : [];
    this.#quotas = new Quotas({
      cloud: options.cloud,
      maximumWait: this.timings.maximumThrottleWait * 1000,
      now: options.now,
    });
  }

  /**
   * Options for a client. The scope is given in both generations' words: the
   * older ones would ask for a token of the endpoint's own address.
   */
  clientOptions(endpoint: { url: string; scope: string }): SdkClientOptions {
    return {
      endpoint: endpoint.url,
      credentials: { scopes: [endpoint.scope] },
      credentialScopes: [endpoint.scope],
      ...(this.#authorities ? { tlsOptions: { ca: this.#authorities } } : {}),
      userAgentOptions: { userAgentPrefix: `siem-forwarder/${version}` },
    };
  }

  /** Puts our policies into a client's pipeline, in place of the SDK's retries. */
  withPolicies<Client extends { pipeline: Pipeline }>(client: Client): Client {
    const { pipeline } = client;
    pipeline.removePolicy({ name: 'defaultRetryPolicy' });
    pipeline.addPolicy(this.#retryPolicy(), { phase: 'Retry' });
    for (const policy of this.#callPolicies()) {
      pipeline.addPolicy(policy);
    }
    for (const policy of this.#agentPolicies) {
      pipeline.addPolicy(policy, { afterPolicies: ['proxyPolicy'] });
    }
    pipeline.addPolicy(this.#timeoutPolicy(), { afterPhase: 'Retry' });
    // Each attempt waits for its turn, and its time begins only then.
    pipeline.addPolicy(pacePolicy(this.#quotas), {
      afterPhase: 'Retry',
      beforePolicies: [CALL_TIMEOUT_POLICY],
    });
    for (const policy of this.#observePolicies()) {
      pipeline.addPolicy(policy, {
        afterPhase: 'Retry',
        afterPolicies: [CALL_TIMEOUT_POLICY],
      });
    }
    return client;
  }

  /** The same for a client that hides its pipeline (Key Vault's). */
  policyOptions(): {
    additionalPolicies: {
      policy: PipelinePolicy;
      position: 'perCall' | 'perRetry';
    }[];
    retryOptions: { maxRetries: number };
  } {
    return {
      additionalPolicies: [
        ...[...this.#callPolicies(), this.#retryPolicy()].map(policy => ({
          policy,
          position: 'perCall' as const,
        })),
        { policy: pacePolicy(this.#quotas), position: 'perRetry' },
        ...[this.#timeoutPolicy(), ...this.#observePolicies()].map(policy => ({
          policy,
          position: 'perRetry' as const,
        })),
      ],
      retryOptions: { maxRetries: 0 },
    };
  }

  #callPolicies(): PipelinePolicy[] {
    return [
      correlationPolicy(),
      ...(this.identity === 'sweeper' ? [readOnlyPolicy()] : []),
    ];
  }

  #observePolicies(): PipelinePolicy[] {
    return [
      watchWritesPolicy(),
      ...(this.#calls ? [observePolicy(this.cloud, this.#calls)] : []),
    ];
  }

  #retryPolicy(): PipelinePolicy {
    const { maximumThrottleWait, retryDelay, maxRetries } = this.timings;
    return retryPolicy(
      [
        throttlingStrategy({ maximumSeconds: maximumThrottleWait }),
        transientStrategy({ delayMilliseconds: retryDelay }),
      ],
      { maxRetries },
    );
  }

  #timeoutPolicy(): PipelinePolicy {
    return callTimeoutPolicy({ milliseconds: this.timings.attemptTimeout });
  }
}

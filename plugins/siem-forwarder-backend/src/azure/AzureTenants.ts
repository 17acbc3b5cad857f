import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { CallObserver } from '../calls';
import { trustedAuthorities } from '../tls/trustedAuthorities';
import { AzureCloud } from './AzureCloud';
import { AzureConnection, AzureTimings } from './AzureConnection';
import { AzureServices } from './AzureServices';
import { readCloud } from './clouds';
import { readCredential } from './credentials';
import { parseGuid } from './parseGuid';
import { SdkAzureServices } from './SdkAzureServices';

/** One configured Entra tenant. */
export interface AzureTenant {
  /** Tenant id, lower case. */
  readonly id: string;
  /** Subscription ids, lower case, in the order of the configuration. */
  readonly subscriptions: readonly string[];
  readonly cloud: AzureCloud;
  /** The identity that only reads. */
  readonly sweeper: AzureServices;
  /** The identity that writes; absent where nothing is made from the portal. */
  readonly provisioner?: AzureServices;
}

/** The configured tenants: `siemForwarder.azure`. */
export class AzureTenants {
  readonly list: readonly AzureTenant[];
  readonly #bySubscription: ReadonlyMap<string, AzureTenant>;

  private constructor(list: AzureTenant[]) {
    this.list = list;
    this.#bySubscription = new Map(
      list.flatMap(tenant =>
        tenant.subscriptions.map(id => [id, tenant] as const),
      ),
    );
  }

  /**
   * Reads the tenants and makes their clients; nothing is called yet.
   *
   * @param config - the root configuration
   * @param options - `timings`: how long calls may take; `calls`: hears of
   *   every call
   * @throws InputError that names the key, never a secret
   */
  static fromConfig(
    config: Config,
    options: {
      logger: LoggerService;
      timings?: AzureTimings;
      calls?: CallObserver;
      /** Milliseconds of a clock that only goes forward, for the quotas; the process's when absent. */
      now?: () => number;
    },
  ): AzureTenants {
    const azure = config.getOptionalConfig('siemForwarder.azure');
    if (!azure) {
      options.logger.warn(
        'siemForwarder.azure is not configured: no subscription is looked at, and nothing can be provisioned',
      );
      return new AzureTenants([]);
    }
    const cloud = readCloud(azure);
    const authorities = trustedAuthorities(
      azure.getOptionalString('caFile'),
      'siemForwarder.azure.caFile',
    );
    const claimed = new Map<string, string>();
    const tenants = azure.getConfigArray('tenants').map((tenant, index) => {
      const key = `siemForwarder.azure.tenants[${index}]`;
      const id = parseGuid(tenant.getString('id'), `${key}.id`);
      const identity = (name: 'sweeper' | 'provisioner', section: Config) =>
        new SdkAzureServices(
          new AzureConnection({
            tenantId: id,
            identity: name,
            cloud,
            credential: readCredential(section, {
              tenantId: id,
              cloud,
              authorities,
              key: `${key}.${name}`,
              calls: options.calls,
            }),
            authorities,
            now: options.now,
            timings: options.timings,
            calls: options.calls,
          }),
        );
      const provisioner = tenant.getOptionalConfig('provisioner');
      return {
        id,
        subscriptions: readSubscriptions(tenant, key, claimed),
        cloud,
        sweeper: identity('sweeper', tenant.getConfig('sweeper')),
        ...(provisioner
          ? { provisioner: identity('provisioner', provisioner) }
          : {}),
      };
    });
    return new AzureTenants(tenants);
  }

  /** The tenant in which a subscription is configured. */
  forSubscription(subscriptionId: string): AzureTenant | undefined {
    return this.#bySubscription.get(subscriptionId.toLowerCase());
  }
}

function readSubscriptions(
  tenant: Config,
  key: string,
  claimed: Map<string, string>,
): string[] {
  return tenant.getStringArray('subscriptions').map((text, index) => {
    const field = `${key}.subscriptions[${index}]`;
    const id = parseGuid(text, field);
    const other = claimed.get(id);
    if (other) {
      throw new InputError(
        `${field}: subscription '${id}' is configured at ${other} already; name it once`,
      );
    }
    claimed.set(id, field);
    return id;
  });
}

import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { ConflictError, InputError } from '@backstage/errors';
import {
  SiemConnector,
  SiemInstance,
} from 'backstage-plugin-siem-forwarder-node';
import { CallObserver } from '../calls';
import { handoverConnector } from './handover';
import { createSplunkConnector } from './splunk';

/** What the built-in connectors work with. */
export interface SiemOptions {
  /** Hears of their requests. */
  calls?: CallObserver;
  /** Epoch milliseconds; for tests. */
  now?: () => number;
}

/** The connectors that come with the plugin. */
function builtInConnectors(options: SiemOptions): SiemConnector[] {
  return [createSplunkConnector(options), handoverConnector];
}

/** The configured SIEMs: `siemForwarder.siems`. */
export class SiemInstances {
  readonly #instances: ReadonlyMap<string, SiemInstance>;
  /** Owners (entity refs, lower case) by SIEM; absent for everybody. */
  readonly #owners: ReadonlyMap<string, readonly string[]>;

  private constructor(
    instances: Map<string, SiemInstance>,
    owners: Map<string, readonly string[]>,
  ) {
    this.#instances = instances;
    this.#owners = owners;
  }

  /**
   * Makes the instances.
   *
   * @param config - the root configuration
   * @param connectors - connectors that modules add to the built-in ones
   * @param options - for the built-in ones
   * @throws InputError that names the key and the value
   */
  static fromConfig(
    config: Config,
    connectors: readonly SiemConnector[] = [],
    options: SiemOptions = {},
  ): SiemInstances {
    const byKind = connectorsByKind([
      ...builtInConnectors(options),
      ...connectors,
    ]);
    const instances = new Map<string, SiemInstance>();
    const owners = new Map<string, readonly string[]>();
    const siems = config.getOptionalConfigArray('siemForwarder.siems') ?? [];
    siems.forEach((siem, index) => {
      const key = `siemForwarder.siems[${index}]`;
      const id = siem.getString('id');
      if (instances.has(id)) {
        throw new InputError(
          `${key}.id: '${id}' is used by another SIEM already; give each an id of its own`,
        );
      }
      const kind = siem.getString('kind');
      const connector = byKind.get(kind);
      if (!connector) {
        throw new InputError(
          `${key}.kind: no connector serves '${kind}'; use one of ${[
            ...byKind.keys(),
          ]
            .map(known => `'${known}'`)
            .join(', ')}, or install the module that adds it`,
        );
      }
      instances.set(id, connector.create(siem));
      const restricted = readOwners(siem, key);
      if (restricted) {
        owners.set(id, restricted);
      }
    });
    return new SiemInstances(instances, owners);
  }

  /** A configured SIEM; `undefined` for an id that is not configured. */
  get(id: string): SiemInstance | undefined {
    return this.#instances.get(id);
  }

  /** All, in the order of the configuration. */
  list(): SiemInstance[] {
    return [...this.#instances.values()];
  }

  /** True when the SIEM is configured and open to everybody or to this owner. */
  mayUse(id: string, owner: string): boolean {
    const owners = this.#owners.get(id);
    return (
      this.#instances.has(id) &&
      (owners === undefined || owners.includes(normalizeRef(owner)))
    );
  }
}

function connectorsByKind(
  connectors: readonly SiemConnector[],
): Map<string, SiemConnector> {
  const byKind = new Map<string, SiemConnector>();
  for (const connector of connectors) {
    if (byKind.has(connector.kind)) {
      throw new ConflictError(
        `Two connectors serve the kind '${connector.kind}' of siemForwarder.siems; remove one of them`,
      );
    }
    byKind.set(connector.kind, connector);
  }
  return byKind;
}

function readOwners(siem: Config, key: string): string[] | undefined {
  return siem.getOptionalStringArray('owners')?.map((owner, index) => {
    try {
      return normalizeRef(owner);
    } catch (error) {
      throw new InputError(
        `${key}.owners[${index}]: '${owner}' is not an entity ref; expected the form 'group:default/soc'`,
        error,
      );
    }
  });
}

function normalizeRef(ref: string): string {
  return stringifyEntityRef(
    parseEntityRef(ref, { defaultKind: 'group', defaultNamespace: 'default' }),
  );
}

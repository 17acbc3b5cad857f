import { CallOptions } from './CallOptions';

/** Secrets in Key Vault. */
export interface KeyVaults {
  /** Stores a secret with its end and tags; answers with the version's id (no value). */
  set(
    vaultUrl: string,
    name: string,
    secret: {
      value: string;
      contentType: string;
      expiresAt: string;
      tags: Record<string, string>;
    },
    options?: CallOptions,
  ): Promise<{ id: string; version: string }>;
  /** Properties of the newest version, without its value. */
  getProperties(
    vaultUrl: string,
    name: string,
    options?: CallOptions,
  ): Promise<
    | {
        id: string;
        version: string;
        tags: Record<string, string>;
        expiresAt?: string;
      }
    | undefined
  >;
  /** Tags of all versions by version, the newest first, those that are switched off too. */
  listVersions(
    vaultUrl: string,
    name: string,
    options?: CallOptions,
  ): Promise<
    {
      version: string;
      tags: Record<string, string>;
      contentType?: string;
      expiresAt?: string;
    }[]
  >;
  /** The value, for delivery to a SIEM on re-entry; never to be kept. */
  getValue(
    vaultUrl: string,
    name: string,
    options?: CallOptions & {
      /** The newest when absent. */
      version?: string;
    },
  ): Promise<string | undefined>;
  /** Into the vault's recycle bin, where it keeps its name. */
  delete(vaultUrl: string, name: string, options?: CallOptions): Promise<void>;
  /** Out of the recycle bin; answers false where the vault does not allow that. */
  purge(
    vaultUrl: string,
    name: string,
    options?: CallOptions,
  ): Promise<boolean>;
  /** True when the identity can list secrets of the vault; the check before the first write. */
  canReach(vaultUrl: string, options?: CallOptions): Promise<boolean>;
}

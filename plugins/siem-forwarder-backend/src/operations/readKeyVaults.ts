import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { KeyVaultOption } from 'backstage-plugin-siem-forwarder-common';

/**
 * Reads `siemForwarder.keyVaults`.
 *
 * @param config - the root configuration
 * @throws InputError that names the key and the value
 */
export function readKeyVaults(config: Config): KeyVaultOption[] {
  const vaults = config.getOptionalConfigArray('siemForwarder.keyVaults') ?? [];
  const ids = new Set<string>();
  return vaults.map((vault, index) => {
    const key = `siemForwarder.keyVaults[${index}]`;
    const id = vault.getString('id');
    const url = vault.getString('url');
    if (ids.has(id)) {
      throw new InputError(
        `${key}.id: '${id}' is used by another vault already; give each an id of its own`,
      );
    }
    ids.add(id);
    if (!URL.canParse(url) || new URL(url).protocol !== 'https:') {
      throw new InputError(
        `${key}.url: '${url}' is not an https address; use https://<name>.vault.azure.net`,
      );
    }
    return { id, url: url.replace(/\/+$/, '') };
  });
}

import { createHash } from 'node:crypto';
import { Config } from '@backstage/config';

/** Changes when the meaning of the rows does, so that they are made anew. */
const ROWS = 1;

/**
 * Digest of the configuration that decides what may be shown of a forwarder:
 * rows that were made under another one are not served.
 */
export function fleetPolicyOf(config: Config): string {
  const siems = config.getOptionalConfigArray('siemForwarder.siems') ?? [];
  return createHash('sha256')
    .update(
      JSON.stringify([
        ROWS,
        config.getOptional('siemForwarder.scopes') ?? [],
        siems.map(siem => [
          siem.getString('id'),
          siem.getOptionalStringArray('owners') ?? null,
        ]),
      ]),
    )
    .digest('hex');
}

import { Duration } from 'luxon';
import { z } from 'zod';

const policy = z.object({
  isEnabled: z.boolean().nullish(),
  applicationRestrictions: z
    .object({
      passwordCredentials: z
        .array(
          z.object({
            restrictionType: z.string().nullish(),
            state: z.string().nullish(),
            maxLifetime: z.string().nullish(),
          }),
        )
        .nullish(),
    })
    .nullish(),
});

/**
 * The longest life of an application's secret, in days, that a tenant's app
 * management policy allows; 0 when secrets are not allowed at all.
 *
 * Source: https://learn.microsoft.com/graph/api/resources/tenantappmanagementpolicy
 *
 * @param body - `GET /policies/defaultAppManagementPolicy`
 * @returns `undefined` when there is no limit
 */
export function readMaximumSecretLifetime(body: unknown): number | undefined {
  const read = policy.parse(body);
  if (read.isEnabled === false) {
    return undefined;
  }
  const limits = (read.applicationRestrictions?.passwordCredentials ?? [])
    .filter(({ state }) => state !== 'disabled')
    .flatMap(({ restrictionType, maxLifetime }) => {
      if (restrictionType === 'passwordAddition') {
        return [0];
      }
      const lifetime = Duration.fromISO(maxLifetime ?? '');
      return restrictionType === 'passwordLifetime' && lifetime.isValid
        ? [Math.floor(lifetime.as('days'))]
        : [];
    });
  return limits.length ? Math.min(...limits) : undefined;
}

import { ServiceUnavailableError } from '@backstage/errors';
import { z } from 'zod';

const claims = z.object({
  appid: z.string().optional(),
  azp: z.string().optional(),
});

/**
 * The client id that an access token was issued to: the one place that tells
 * it of a managed identity, too.
 *
 * @param token - a JWT of Microsoft Entra; it is not verified, since it comes
 *   from the login itself
 * @throws ServiceUnavailableError when the token tells none; the token is not shown
 * @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
export function clientIdOf(token: string): string {
  const [, payload = ''] = token.split('.');
  let clientId: string | undefined;
  try {
    const { appid, azp } = claims.parse(
      JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')),
    );
    clientId = appid ?? azp;
  } catch {
    clientId = undefined;
  }
  if (!clientId) {
    throw new ServiceUnavailableError(
      "Microsoft Entra's token does not tell which application it was issued to",
    );
  }
  return clientId;
}

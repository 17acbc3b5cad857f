import { HttpAuthService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';

/**
 * Makes sure that a plugin of the portal calls, and not a user.
 *
 * @param subject - the plugin, `plugin:scaffolder`; any when absent
 * @throws NotAllowedError that names who called
 */
export async function requireService(
  httpAuth: HttpAuthService,
  request: Parameters<HttpAuthService['credentials']>[0],
  subject?: string,
): Promise<void> {
  const { principal } = await httpAuth.credentials(request, {
    allow: ['service'],
  });
  if (subject && principal.subject !== subject) {
    throw new NotAllowedError(
      `'${principal.subject}' may not call this; only ${subject} may`,
    );
  }
}

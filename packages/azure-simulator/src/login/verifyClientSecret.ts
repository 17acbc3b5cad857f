import { fromIso } from '../clock/format';
import { Application, PasswordCredential, ServicePrincipal } from '../state';
import { World } from '../World';
import { loginErrors } from './loginErrors';

/**
 * Checks a client's secret as the token endpoint does: the application exists
 * and is known by now, has an enabled service principal, and the secret is one
 * of its passwords, valid at this instant. Throws the AADSTS refusal.
 */
export function verifyClientSecret(
  world: World,
  client: { tenantId: string; clientId: string; clientSecret: string },
): {
  application: Application;
  servicePrincipal: ServicePrincipal;
  /** The secret that was given. */
  password: PasswordCredential;
} {
  const { directory } = world.state;
  const now = world.clock.now();
  if (client.tenantId.toLowerCase() !== directory.tenantId.toLowerCase()) {
    throw loginErrors.unknownTenant({ tenant: client.tenantId });
  }
  const application = Object.values(directory.applications).find(
    candidate =>
      candidate.appId.toLowerCase() === client.clientId.toLowerCase() &&
      candidate.deletedDateTime === null,
  );
  if (!application || fromIso(application.replicatedAt) > now) {
    throw loginErrors.unknownApplication({
      appId: client.clientId,
      tenant: directory.tenantId,
    });
  }
  if (client.clientSecret === '') {
    throw loginErrors.missingSecret();
  }
  const password = application.passwordCredentials.find(
    candidate => candidate.secretText === client.clientSecret,
  );
  if (
    !password ||
    fromIso(password.usableFrom) > now ||
    fromIso(password.startDateTime) > now
  ) {
    throw loginErrors.invalidSecret({ appId: application.appId });
  }
  if (fromIso(password.endDateTime) <= now) {
    throw loginErrors.expiredSecret({ appId: application.appId });
  }
  const servicePrincipal = Object.values(directory.servicePrincipals).find(
    candidate => candidate.appId === application.appId,
  );
  if (!servicePrincipal) {
    throw loginErrors.missingServicePrincipal({
      appId: application.appId,
      tenant: directory.tenantId,
    });
  }
  if (!servicePrincipal.accountEnabled) {
    throw loginErrors.disabledApplication({
      appId: application.appId,
      name: application.displayName,
    });
  }
  return { application, servicePrincipal, password };
}

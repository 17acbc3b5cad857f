import { z } from 'zod';
import {
  Application,
  IssuedSecret,
  PasswordCredential,
  ServicePrincipal,
} from './AzureServices';
import { MICROSOFT_GRAPH_APP_ID } from './graphRoles';

const optionalText = z
  .string()
  .nullish()
  .transform(text => text ?? undefined);

const passwordCredential = z.object({
  keyId: z.string(),
  displayName: optionalText,
  startDateTime: optionalText,
  endDateTime: optionalText,
});

const resourceAccess = z.object({
  resourceAppId: z.string(),
  resourceAccess: z.array(z.object({ id: z.string(), type: z.string() })),
});

const application = z.object({
  id: z.string(),
  appId: z.string(),
  displayName: optionalText,
  uniqueName: optionalText,
  passwordCredentials: z.array(passwordCredential).nullish(),
  requiredResourceAccess: z.array(resourceAccess).nullish(),
});

const servicePrincipal = z.object({
  id: z.string(),
  appId: z.string(),
  accountEnabled: z.boolean().nullish(),
});

const issuedSecret = z.object({
  keyId: z.string(),
  endDateTime: z.string(),
  secretText: z.string(),
});

/** What an application requests of one API, as Graph writes it. */
export type ResourceAccess = z.infer<typeof resourceAccess>;

/** The properties that {@link toApplication} reads, for `$select`. */
export const applicationProperties =
  'id,appId,displayName,uniqueName,passwordCredentials,requiredResourceAccess';

/** The properties that {@link toServicePrincipal} reads, for `$select`. */
export const servicePrincipalProperties = 'id,appId,accountEnabled';

/** Reads an application of Graph's answer. */
export function toApplication(body: unknown): Application {
  const read = application.parse(body);
  return {
    id: read.id,
    appId: read.appId,
    displayName: read.displayName ?? '',
    ...(read.uniqueName ? { uniqueName: read.uniqueName } : {}),
    passwords: (read.passwordCredentials ?? []).map(toPassword),
    requestedGraphRoles: (read.requiredResourceAccess ?? [])
      .filter(({ resourceAppId }) => resourceAppId === MICROSOFT_GRAPH_APP_ID)
      .flatMap(access => access.resourceAccess)
      .filter(({ type }) => type === 'Role')
      .map(({ id }) => id),
  };
}

/** What the application requests of all APIs. */
export function toResourceAccess(body: unknown): ResourceAccess[] {
  return application.parse(body).requiredResourceAccess ?? [];
}

/** Reads a service principal of Graph's answer. */
export function toServicePrincipal(body: unknown): ServicePrincipal {
  const read = servicePrincipal.parse(body);
  return {
    id: read.id,
    appId: read.appId,
    accountEnabled: read.accountEnabled ?? true,
  };
}

/** Reads a new secret; the error of a strange answer does not repeat it. */
export function toIssuedSecret(body: unknown): IssuedSecret {
  const read = issuedSecret.safeParse(body);
  if (!read.success) {
    throw new Error('Microsoft Graph answered addPassword without a secret');
  }
  return {
    keyId: read.data.keyId,
    endsAt: new Date(read.data.endDateTime).toISOString(),
    secretText: read.data.secretText,
  };
}

function toPassword(
  read: z.infer<typeof passwordCredential>,
): PasswordCredential {
  return {
    keyId: read.keyId,
    ...(read.displayName ? { displayName: read.displayName } : {}),
    ...(read.startDateTime
      ? { startsAt: new Date(read.startDateTime).toISOString() }
      : {}),
    ...(read.endDateTime
      ? { endsAt: new Date(read.endDateTime).toISOString() }
      : {}),
  };
}

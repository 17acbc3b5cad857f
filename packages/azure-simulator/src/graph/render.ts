import { JsonObject } from '../http/json';
import { Application, AppRoleAssignment, ServicePrincipal } from '../state';
import { World } from '../World';

const noUrls = {
  termsOfServiceUrl: null,
  supportUrl: null,
  privacyStatementUrl: null,
  marketingUrl: null,
  logoUrl: null,
};

/** Body of an application. Secrets show only their first three characters. */
export function renderApplication(application: Application): JsonObject {
  return {
    id: application.id,
    deletedDateTime: application.deletedDateTime,
    appId: application.appId,
    applicationTemplateId: null,
    createdDateTime: application.createdDateTime,
    displayName: application.displayName,
    description: application.description,
    groupMembershipClaims: null,
    identifierUris: application.identifierUris,
    isDeviceOnlyAuthSupported: null,
    isFallbackPublicClient: null,
    notes: application.notes,
    optionalClaims: null,
    publisherDomain: 'ot-plants.example',
    samlMetadataUrl: null,
    signInAudience: application.signInAudience,
    tags: application.tags,
    tokenEncryptionKeyId: null,
    uniqueName: application.uniqueName,
    api: {
      requestedAccessTokenVersion: 2,
      acceptMappedClaims: null,
      knownClientApplications: [],
      oauth2PermissionScopes: [],
      preAuthorizedApplications: [],
    },
    publicClient: { redirectUris: [] },
    info: noUrls,
    parentalControlSettings: {
      countriesBlockedForMinors: [],
      legalAgeGroupRule: 'Allow',
    },
    keyCredentials: [],
    passwordCredentials: application.passwordCredentials.map(password => ({
      customKeyIdentifier: null,
      displayName: password.displayName,
      endDateTime: password.endDateTime,
      hint: password.hint,
      keyId: password.keyId,
      secretText: null,
      startDateTime: password.startDateTime,
    })),
    requiredResourceAccess: application.requiredResourceAccess,
    appRoles: [],
    addIns: [],
    web: {
      redirectUris: application.redirectUris,
      homePageUrl: null,
      logoutUrl: null,
      implicitGrantSettings: {
        enableIdTokenIssuance: false,
        enableAccessTokenIssuance: false,
      },
    },
  };
}

/** Body of a service principal. */
export function renderServicePrincipal(
  world: World,
  principal: ServicePrincipal,
): JsonObject {
  return {
    id: principal.id,
    deletedDateTime: null,
    accountEnabled: principal.accountEnabled,
    appDisplayName: principal.displayName,
    appId: principal.appId,
    appOwnerOrganizationId: world.state.directory.tenantId,
    appRoleAssignmentRequired: false,
    createdDateTime: principal.createdDateTime,
    displayName: principal.displayName,
    homepage: null,
    logoutUrl: null,
    publisherName: null,
    replyUrls: [],
    servicePrincipalNames: [principal.appId],
    servicePrincipalType: 'Application',
    signInAudience: 'AzureADMyOrg',
    tags: principal.tags,
    addIns: [],
    info: noUrls,
    appRoles: principal.appRoles.map(role => ({
      allowedMemberTypes: ['Application'],
      description: role.description,
      displayName: role.displayName,
      id: role.id,
      isEnabled: true,
      origin: 'Application',
      value: role.value,
    })),
    keyCredentials: [],
    passwordCredentials: [],
    oauth2PermissionScopes: [],
  };
}

/** Body of a granted application permission. */
export function renderGrant(
  world: World,
  grant: AppRoleAssignment,
): JsonObject {
  const { servicePrincipals } = world.state.directory;
  return {
    id: grant.id,
    deletedDateTime: null,
    appRoleId: grant.appRoleId,
    createdDateTime: grant.createdDateTime,
    principalDisplayName:
      servicePrincipals[grant.principalId]?.displayName ?? null,
    principalId: grant.principalId,
    principalType: 'ServicePrincipal',
    resourceDisplayName:
      servicePrincipals[grant.resourceId]?.displayName ?? null,
    resourceId: grant.resourceId,
  };
}

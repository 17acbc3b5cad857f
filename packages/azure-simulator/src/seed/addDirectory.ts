import { toIso } from '../clock/format';
import { IdentityCredentials } from '../Credentials';
import {
  graphAppId,
  graphAppRoleId,
  graphAppRoles,
} from '../graph/graphPermissions';
import { Application, ServicePrincipal, SimulatorState } from '../state';
import { seedGuid } from './demoIds';

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** An application with its service principal, as old as a quarter of a year. */
export function addApplication(
  state: SimulatorState,
  options: {
    name: string;
    appId: string;
    now: number;
    uniqueName?: string;
    tags?: string[];
    ownerIds?: string[];
  },
): { application: Application; servicePrincipal: ServicePrincipal } {
  const created = toIso(options.now - 90 * dayMilliseconds);
  const application: Application = {
    id: seedGuid(`application:${options.appId}`),
    appId: options.appId,
    displayName: options.name,
    uniqueName: options.uniqueName ?? null,
    description: null,
    notes: null,
    signInAudience: 'AzureADMyOrg',
    createdDateTime: created,
    deletedDateTime: null,
    replicatedAt: created,
    tags: options.tags ?? [],
    identifierUris: [],
    redirectUris: [],
    requiredResourceAccess: [],
    passwordCredentials: [],
    ownerIds: options.ownerIds ?? [],
  };
  const servicePrincipal: ServicePrincipal = {
    id: seedGuid(`servicePrincipal:${options.appId}`),
    appId: options.appId,
    displayName: options.name,
    accountEnabled: true,
    createdDateTime: created,
    replicatedAt: created,
    tags: options.tags ?? [],
    appRoles: [],
    ownerIds: options.ownerIds ?? [],
  };
  state.directory.applications[application.id] = application;
  state.directory.servicePrincipals[servicePrincipal.id] = servicePrincipal;
  return { application, servicePrincipal };
}

/** A secret of an application, usable at once. */
export function addSecret(
  application: Application,
  options: {
    secretText: string;
    displayName: string;
    startsAt: number;
    endsAt: number;
  },
): void {
  application.passwordCredentials.push({
    keyId: seedGuid(`${application.appId}:${options.displayName}`),
    displayName: options.displayName,
    startDateTime: toIso(options.startsAt),
    endDateTime: toIso(options.endsAt),
    hint: options.secretText.slice(0, 3),
    secretText: options.secretText,
    usableFrom: toIso(options.startsAt),
  });
}

/** Microsoft Graph's own service principal. */
export function addGraphServicePrincipal(
  state: SimulatorState,
  now: number,
): ServicePrincipal {
  const principal: ServicePrincipal = {
    id: seedGuid('servicePrincipal:graph'),
    appId: graphAppId,
    displayName: 'Microsoft Graph',
    accountEnabled: true,
    createdDateTime: toIso(now - 900 * dayMilliseconds),
    replicatedAt: toIso(now - 900 * dayMilliseconds),
    tags: [],
    appRoles: [...graphAppRoles],
    ownerIds: [],
  };
  state.directory.servicePrincipals[principal.id] = principal;
  return principal;
}

/** An identity of the portal, with its secret of this run and Graph permissions. */
export function addIdentity(
  state: SimulatorState,
  options: {
    name: string;
    credentials: IdentityCredentials;
    graphPermissions: string[];
    now: number;
  },
): ServicePrincipal {
  const { application, servicePrincipal } = addApplication(state, {
    name: options.name,
    appId: options.credentials.clientId,
    now: options.now,
  });
  addSecret(application, {
    secretText: options.credentials.clientSecret,
    displayName: 'portal',
    startsAt: options.now - 30 * dayMilliseconds,
    endsAt: options.now + 330 * dayMilliseconds,
  });
  for (const permission of options.graphPermissions) {
    state.directory.appRoleAssignments.push({
      id: seedGuid(`grant:${options.name}:${permission}`),
      appRoleId: graphAppRoleId(permission),
      principalId: servicePrincipal.id,
      resourceId: seedGuid('servicePrincipal:graph'),
      createdDateTime: toIso(options.now - 30 * dayMilliseconds),
    });
  }
  return servicePrincipal;
}

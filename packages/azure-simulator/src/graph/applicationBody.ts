import { randomUUID } from 'node:crypto';
import { toIso } from '../clock/format';
import {
  isObject,
  JsonObject,
  objectAt,
  stringAt,
  stringsAt,
  valueAt,
} from '../http/json';
import { Application, RequiredResourceAccess } from '../state';
import { World } from '../World';
import { graphErrors } from './graphErrors';

/** Properties of an application that a body may set. */
const writable = new Set([
  'displayName',
  'uniqueName',
  'description',
  'notes',
  'signInAudience',
  'tags',
  'identifierUris',
  'requiredResourceAccess',
  'web',
]);

const audiences = [
  'AzureADMyOrg',
  'AzureADMultipleOrgs',
  'AzureADandPersonalMicrosoftAccount',
  'PersonalMicrosoftAccount',
];

function readRequiredAccess(body: JsonObject): RequiredResourceAccess[] {
  const value = valueAt(body, 'requiredResourceAccess');
  if (!Array.isArray(value)) {
    return [];
  }
  return value.map(item => ({
    resourceAppId: stringAt(item, 'resourceAppId') ?? '',
    resourceAccess: (Array.isArray(valueAt(item, 'resourceAccess'))
      ? (valueAt(item, 'resourceAccess') as unknown[])
      : []
    ).map(access => ({
      id: stringAt(access, 'id') ?? '',
      type: stringAt(access, 'type') === 'Scope' ? 'Scope' : 'Role',
    })),
  }));
}

/** Changes an application as a POST or PATCH body says; collections are replaced as a whole. */
export function applyApplicationBody(
  application: Application,
  rawBody: unknown,
): void {
  const body = objectAt(rawBody);
  for (const name of Object.keys(body)) {
    if (name === 'passwordCredentials' || name === 'keyCredentials') {
      throw graphErrors.credentialsInBody();
    }
    if (!writable.has(name)) {
      throw graphErrors.unknownProperty({ property: name });
    }
  }
  const displayName = valueAt(body, 'displayName');
  if (
    displayName !== undefined &&
    (typeof displayName !== 'string' || displayName.trim() === '')
  ) {
    throw graphErrors.invalidValue({ property: 'displayName' });
  }
  const audience = stringAt(body, 'signInAudience');
  if (audience !== undefined && !audiences.includes(audience)) {
    throw graphErrors.invalidValue({ property: 'signInAudience' });
  }
  application.displayName =
    stringAt(body, 'displayName') ?? application.displayName;
  application.uniqueName =
    stringAt(body, 'uniqueName') ?? application.uniqueName;
  application.description =
    stringAt(body, 'description') ?? application.description;
  application.notes = stringAt(body, 'notes') ?? application.notes;
  application.signInAudience = audience ?? application.signInAudience;
  application.tags = stringsAt(body, 'tags') ?? application.tags;
  application.identifierUris =
    stringsAt(body, 'identifierUris') ?? application.identifierUris;
  if ('requiredResourceAccess' in body) {
    application.requiredResourceAccess = readRequiredAccess(body);
  }
  if (isObject(body.web)) {
    application.redirectUris =
      stringsAt(body.web, 'redirectUris') ?? application.redirectUris;
  }
}

/** A new application without credentials, owned by its creator, not yet in the directory. */
export function newApplication(
  world: World,
  ownerId: string,
  now: number,
): Application {
  return {
    id: randomUUID(),
    appId: randomUUID(),
    displayName: '',
    uniqueName: null,
    description: null,
    notes: null,
    signInAudience: 'AzureADandPersonalMicrosoftAccount',
    createdDateTime: toIso(now),
    deletedDateTime: null,
    replicatedAt: toIso(now + world.latencies.applicationReplication),
    readableFrom: toIso(now + world.latencies.graphReplication),
    tags: [],
    identifierUris: [],
    redirectUris: [],
    requiredResourceAccess: [],
    passwordCredentials: [],
    ownerIds: [ownerId],
  };
}

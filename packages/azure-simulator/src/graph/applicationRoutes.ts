import { stringAt } from '../http/json';
import { Route, ServiceRequest, ServiceResponse } from '../http/Route';
import { Application } from '../state';
import { World } from '../World';
import { applyApplicationBody, newApplication } from './applicationBody';
import {
  findApplication,
  readableApplications,
  requireApplication,
  unescapeKey,
} from './directoryObjects';
import { graphErrors } from './graphErrors';
import {
  readApplications,
  requireOneOf,
  requireWritable,
} from './graphPermissions';
import { odataEntity, odataList } from './odata';
import { addPassword } from './passwords';
import { purgeExpired, recycleApplication } from './recycleBin';
import { renderApplication } from './render';

const writeApplications = [
  'Application.ReadWrite.OwnedBy',
  'Application.ReadWrite.All',
] as const;

/** The three ways to address an application, each with an optional tail. */
const keys = [
  '/v1.0/applications/{id}',
  "/v1.0/applications(appId='{appId}')",
  "/v1.0/applications(uniqueName='{uniqueName}')",
] as const;

/** Application registrations and their secrets. */
export function applicationRoutes(world: World): Route[] {
  const find = (params: Record<string, string>) =>
    findApplication(world, params);
  const require = (params: Record<string, string>) =>
    requireApplication(world, params);
  /** A name is taken until its application is deleted for good. */
  const isTaken = (uniqueName: string) => {
    purgeExpired(world);
    return Object.values(world.state.directory.applications).some(
      application => application.uniqueName === uniqueName,
    );
  };
  const create = (
    { caller, now, body }: ServiceRequest,
    uniqueName: string | null,
  ): Application => {
    requireOneOf(world, caller, writeApplications);
    const application = newApplication(world, caller.objectId, now);
    application.uniqueName = uniqueName;
    applyApplicationBody(application, body);
    if (application.displayName === '') {
      throw graphErrors.missingDisplayName();
    }
    const name = application.uniqueName;
    if (name !== null && isTaken(name)) {
      throw graphErrors.uniqueNameExists();
    }
    world.state.directory.applications[application.id] = application;
    return application;
  };
  const update = (request: ServiceRequest): ServiceResponse => {
    const found = find(request.params);
    if (!found) {
      const wanted = (request.headers.prefer ?? '').includes(
        'create-if-missing',
      );
      if (wanted && request.params.uniqueName) {
        const created = create(request, unescapeKey(request.params.uniqueName));
        return {
          status: 201,
          body: odataEntity(
            request,
            'applications',
            renderApplication(created),
          ),
        };
      }
      throw graphErrors.notFound({
        id:
          request.params.id ??
          request.params.appId ??
          request.params.uniqueName,
      });
    }
    requireWritable(world, request.caller, found);
    applyApplicationBody(found, request.body);
    return { status: 204 };
  };

  const collection: Route[] = [
    {
      operationId: 'applications.application.ListApplication',
      method: 'GET',
      path: '/v1.0/applications',
      handle: request => {
        requireOneOf(world, request.caller, readApplications);
        return {
          status: 200,
          body: odataList(
            request,
            'applications',
            readableApplications(world).map(renderApplication),
          ),
        };
      },
    },
    {
      operationId: 'applications.application.CreateApplication',
      method: 'POST',
      path: '/v1.0/applications',
      handle: request => ({
        status: 201,
        body: odataEntity(
          request,
          'applications',
          renderApplication(create(request, null)),
        ),
      }),
    },
  ];

  const single = keys.flatMap((key): Route[] => [
    {
      operationId: 'applications.addPassword',
      method: 'POST',
      path: `${key}/addPassword`,
      handle: ({ params, caller, body, now }) => {
        const application = require(params);
        requireWritable(world, caller, application);
        const password = addPassword(world, application, body, now);
        return {
          status: 200,
          body: {
            '@odata.context':
              'https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.passwordCredential',
            customKeyIdentifier: null,
            displayName: password.displayName,
            endDateTime: password.endDateTime,
            hint: password.hint,
            keyId: password.keyId,
            secretText: password.secretText,
            startDateTime: password.startDateTime,
          },
        };
      },
    },
    {
      operationId: 'applications.removePassword',
      method: 'POST',
      path: `${key}/removePassword`,
      handle: ({ params, caller, body }) => {
        const application = require(params);
        requireWritable(world, caller, application);
        const keyId = stringAt(body, 'keyId')?.toLowerCase();
        const index = application.passwordCredentials.findIndex(
          password => password.keyId === keyId,
        );
        if (index < 0) {
          throw graphErrors.passwordNotFound();
        }
        application.passwordCredentials.splice(index, 1);
        return { status: 204 };
      },
    },
    {
      operationId: 'applications.ListOwners',
      method: 'GET',
      path: `${key}/owners`,
      handle: request => {
        requireOneOf(world, request.caller, readApplications);
        const { ownerIds } = require(request.params);
        return {
          status: 200,
          body: odataList(
            request,
            'directoryObjects',
            ownerIds.map(id => ({
              '@odata.type': '#microsoft.graph.servicePrincipal',
              id,
              displayName:
                world.state.directory.servicePrincipals[id]?.displayName ??
                null,
            })),
          ),
        };
      },
    },
    {
      operationId: 'applications.application.GetApplication',
      method: 'GET',
      path: key,
      handle: request => {
        requireOneOf(world, request.caller, readApplications);
        return {
          status: 200,
          body: odataEntity(
            request,
            'applications',
            renderApplication(require(request.params)),
          ),
        };
      },
    },
    {
      operationId: 'applications.application.UpdateApplication',
      method: 'PATCH',
      path: key,
      handle: update,
    },
    {
      operationId: 'applications.application.DeleteApplication',
      method: 'DELETE',
      path: key,
      handle: ({ params, caller }) => {
        const application = require(params);
        requireWritable(world, caller, application);
        recycleApplication(world, application);
        return { status: 204 };
      },
    },
  ]);
  return [...collection, ...single];
}

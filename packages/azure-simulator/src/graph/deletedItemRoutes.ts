import { JsonObject } from '../http/json';
import { Route } from '../http/Route';
import { Application, DeletedServicePrincipal } from '../state';
import { World } from '../World';
import { graphErrors } from './graphErrors';
import {
  readApplications,
  requireOneOf,
  requireWritable,
} from './graphPermissions';
import { odataEntity, odataList } from './odata';
import { purge, purgeExpired } from './recycleBin';
import { renderApplication, renderServicePrincipal } from './render';

type DeletedItem =
  | { kind: 'application'; object: Application }
  | { kind: 'servicePrincipal'; object: DeletedServicePrincipal };

const single = '/v1.0/directory/deletedItems/{id}';

/**
 * The recycle bin of the directory. An application and its service principal
 * lie in it side by side, and each is restored by itself.
 * Source: https://learn.microsoft.com/graph/api/directory-deleteditems-restore
 */
export function deletedItemRoutes(world: World): Route[] {
  const items = (): DeletedItem[] => {
    purgeExpired(world);
    const { applications, deletedServicePrincipals } = world.state.directory;
    return [
      ...Object.values(applications)
        .filter(({ deletedDateTime }) => deletedDateTime !== null)
        .map(object => ({ kind: 'application' as const, object })),
      ...Object.values(deletedServicePrincipals).map(object => ({
        kind: 'servicePrincipal' as const,
        object,
      })),
    ];
  };
  const require = (id: string): DeletedItem => {
    const found = items().find(({ object }) => object.id === id.toLowerCase());
    if (!found) {
      throw graphErrors.notFound({ id });
    }
    return found;
  };
  const render = (item: DeletedItem): JsonObject =>
    item.kind === 'application'
      ? renderApplication(item.object)
      : {
          ...renderServicePrincipal(world, item.object),
          deletedDateTime: item.object.deletedDateTime,
        };

  const lists = (['application', 'servicePrincipal'] as const).map(
    (kind): Route => ({
      operationId: `directory.deletedItems.List${kind}`,
      method: 'GET',
      path: `/v1.0/directory/deletedItems/microsoft.graph.${kind}`,
      handle: request => {
        requireOneOf(world, request.caller, readApplications);
        return {
          status: 200,
          body: odataList(
            request,
            `${kind}s`,
            items()
              .filter(item => item.kind === kind)
              .map(render),
          ),
        };
      },
    }),
  );
  return [
    ...lists,
    {
      operationId: 'directory.GetDeletedItem',
      method: 'GET',
      path: single,
      handle: request => {
        requireOneOf(world, request.caller, readApplications);
        const item = require(request.params.id);
        return {
          status: 200,
          body: odataEntity(request, 'directoryObjects', {
            '@odata.type': `#microsoft.graph.${item.kind}`,
            ...render(item),
          }),
        };
      },
    },
    {
      operationId: 'directory.deletedItems.restore',
      method: 'POST',
      path: `${single}/restore`,
      handle: request => {
        const item = require(request.params.id);
        requireWritable(world, request.caller, item.object);
        const { directory } = world.state;
        if (item.kind === 'application') {
          item.object.deletedDateTime = null;
        } else {
          const { deletedDateTime: _, ...principal } = item.object;
          delete directory.deletedServicePrincipals[principal.id];
          directory.servicePrincipals[principal.id] = principal;
        }
        return {
          status: 200,
          body: odataEntity(request, 'directoryObjects', {
            '@odata.type': `#microsoft.graph.${item.kind}`,
            ...render(item),
            deletedDateTime: null,
          }),
        };
      },
    },
    {
      operationId: 'directory.DeleteDeletedItem',
      method: 'DELETE',
      path: single,
      handle: ({ params, caller }) => {
        const { object } = require(params.id);
        requireWritable(world, caller, object);
        purge(world, object.id);
        return { status: 204 };
      },
    },
  ];
}

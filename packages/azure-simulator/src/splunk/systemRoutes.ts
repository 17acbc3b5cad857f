import { Route } from '../http/Route';
import { SplunkInstance } from '../state';
import { World } from '../World';
import { addOnApp } from './addOnPath';
import { feed } from './feed';
import { splunkErrors } from './splunkErrors';
import { splunkServerNames } from './splunkServerNames';
import { tokenRoutes } from './tokens/tokenRoutes';

/** splunkd's own endpoints that both ports answer. */
export function systemRoutes(world: World, instance: SplunkInstance): Route[] {
  const serverName = splunkServerNames[instance];
  return [
    ...tokenRoutes(world, instance),
    {
      operationId: 'server.info',
      method: 'GET',
      path: '/services/server/info',
      handle: request => ({
        status: 200,
        body: feed(request, '/services/server/info', [
          {
            name: 'server-info',
            content: { serverName, version: '9.4.3', isFree: false },
          },
        ]),
      }),
    },
    {
      operationId: 'authentication.current-context',
      method: 'GET',
      path: '/services/authentication/current-context',
      handle: request => ({
        status: 200,
        body: feed(request, '/services/authentication/current-context', [
          {
            name: 'context',
            content: {
              username: 'svc-siem-forwarder',
              realname: 'SIEM Forwarder',
              roles: ['sc_admin'],
              capabilities: ['search', 'rest_properties_get', 'edit_monitor'],
              defaultApp: 'search',
            },
          },
        ]),
      }),
    },
    {
      operationId: 'data.indexes.list',
      method: 'GET',
      path: '/services/data/indexes',
      handle: request => ({
        status: 200,
        body: feed(
          request,
          '/services/data/indexes',
          world.state.splunk.indexes.map(name => ({
            name,
            content: { disabled: false, datatype: 'event' },
          })),
        ),
      }),
    },
    {
      operationId: 'data.indexes.get',
      method: 'GET',
      path: '/services/data/indexes/{name}',
      handle: request => {
        const { name } = request.params;
        const { indexes, events } = world.state.splunk;
        if (!indexes.includes(name)) {
          throw splunkErrors.objectNotFound({ name });
        }
        return {
          status: 200,
          body: feed(request, '/services/data/indexes', [
            {
              name,
              content: {
                disabled: false,
                datatype: 'event',
                totalEventCount: String(
                  events.filter(event => event.index === name).length,
                ),
              },
            },
          ]),
        };
      },
    },
    {
      operationId: 'apps.local.get',
      method: 'GET',
      path: '/services/apps/local/{app}',
      handle: request => {
        const { app } = request.params;
        const { addOn } = world.state.splunk;
        if (app !== addOnApp || !addOn.installed) {
          throw splunkErrors.objectNotFound({ name: app });
        }
        return {
          status: 200,
          body: feed(request, '/services/apps/local', [
            {
              name: addOnApp,
              content: {
                label: 'Splunk Add-on for Microsoft Cloud Services',
                version: addOn.version,
                disabled: false,
                configured: true,
                visible: true,
              },
            },
          ]),
        };
      },
    },
  ];
}

import { Route, ServiceRequest } from '../http/Route';
import { World } from '../World';
import { addOnPath } from './addOnPath';
import { feed } from './feed';
import { isTrue } from './isTrue';
import { splunkErrors } from './splunkErrors';

/** A REST handler of the add-on (UCC, splunktaucclib). */
export interface Handler<T extends { name: string; disabled: boolean }> {
  endpoint: string;
  world: World;
  collection(): Record<string, T>;
  /** Fields that a create must bring, even those with a default. */
  required: readonly string[];
  /** @param clear - whether secrets are shown, as `--cred--=1` asks */
  render(item: T, clear: boolean): Record<string, unknown>;
  create(name: string, request: ServiceRequest): T;
  edit(item: T, request: ServiceRequest): void;
}

/** List, create, get, edit and delete of a handler, with the add-on's quirks. */
export function handlerRoutes<T extends { name: string; disabled: boolean }>(
  handler: Handler<T>,
): Route[] {
  const installed = (request: ServiceRequest) => {
    if (!handler.world.state.splunk.addOn.installed) {
      throw splunkErrors.notFound({ path: request.path });
    }
  };
  const require = ({ params, method }: ServiceRequest): T => {
    const { name } = params;
    const found = handler.collection()[name];
    if (!found) {
      throw method === 'POST'
        ? splunkErrors.handlerNotFound({ name })
        : splunkErrors.handlerObjectNotFound({ name });
    }
    return found;
  };
  return addOnPath(handler.endpoint).flatMap((path): Route[] => {
    const answer = (request: ServiceRequest, items: T[], status = 200) => {
      // Splunk's library really tells secrets to who asks so and may read them.
      const clear =
        request.method === 'GET' && isTrue(request.query.get('--cred--') ?? '');
      return {
        status,
        body: feed(
          request,
          request.path.replace(/\/+$/, ''),
          items.map(item => ({
            name: item.name,
            content: handler.render(item, clear),
          })),
        ),
      };
    };
    return [
      {
        operationId: `${handler.endpoint}.list`,
        method: 'GET',
        path,
        handle: request => {
          installed(request);
          return answer(request, Object.values(handler.collection()));
        },
      },
      {
        operationId: `${handler.endpoint}.create`,
        method: 'POST',
        path,
        handle: request => {
          installed(request);
          const name = request.form.get('name');
          if (!name) {
            throw splunkErrors.nameMissing();
          }
          if (name === 'default') {
            throw splunkErrors.defaultName({ name });
          }
          if (name.startsWith('_')) {
            throw splunkErrors.underscoreName();
          }
          if (handler.collection()[name]) {
            throw splunkErrors.nameInUse({ name });
          }
          const missing = handler.required.find(
            field => (request.form.get(field) ?? '') === '',
          );
          if (missing) {
            throw splunkErrors.fieldMissing({ field: missing });
          }
          const item = handler.create(name, request);
          handler.collection()[name] = item;
          return answer(request, [item], 201);
        },
      },
      {
        operationId: `${handler.endpoint}.get`,
        method: 'GET',
        path: `${path}/{name}`,
        handle: request => {
          installed(request);
          return answer(request, [require(request)]);
        },
      },
      {
        operationId: `${handler.endpoint}.edit`,
        method: 'POST',
        path: `${path}/{name}`,
        handle: request => {
          installed(request);
          const item = require(request);
          const disabled = request.form.get('disabled');
          if (disabled === null) {
            const emptied = handler.required.find(
              field => request.form.get(field) === '',
            );
            if (emptied) {
              throw splunkErrors.fieldMissing({ field: emptied });
            }
            handler.edit(item, request);
          } else {
            // With `disabled` in the payload every other field is ignored.
            item.disabled = isTrue(disabled);
          }
          return answer(request, [item]);
        },
      },
      {
        operationId: `${handler.endpoint}.delete`,
        method: 'DELETE',
        path: `${path}/{name}`,
        handle: request => {
          installed(request);
          delete handler.collection()[require(request).name];
          return answer(request, Object.values(handler.collection()));
        },
      },
    ];
  });
}

import { Entity } from '@backstage/catalog-model';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { EXPORT_RULE_ANNOTATION } from 'backstage-plugin-siem-forwarder-common';
import { SiemForwarderApi, siemForwarderApiRef } from '../api';
import { detailsRouteRef } from '../routes';

type Decision = AuthorizeResult.ALLOW | AuthorizeResult.DENY;

/** Shows an element on the page of a forwarder's entity. */
export function renderOnEntityPage(
  element: JSX.Element,
  options: {
    api: SiemForwarderApi;
    /** The forwarder's entity ref, of a resource in the default namespace. */
    entityRef: string;
    /** What questions for permissions are answered with; allowed when absent. */
    check?: Decision | ((permission: string) => Decision);
    signals?: SignalApi;
  },
) {
  const { api, entityRef, check = AuthorizeResult.ALLOW, signals } = options;
  const entity: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      namespace: 'default',
      name: entityRef.split('/')[1],
      annotations: { [EXPORT_RULE_ANNOTATION]: '/subscriptions/s' },
    },
  };
  return renderInTestApp(
    <EntityProvider entity={entity}>{element}</EntityProvider>,
    {
      apis: [
        [siemForwarderApiRef, api],
        mockApis.permission({
          authorize:
            typeof check === 'function'
              ? ({ permission }) => check(permission.name)
              : check,
        }),
        ...(signals ? [[signalApiRef, signals] as const] : []),
      ],
      mountedRoutes: {
        '/details': detailsRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
}

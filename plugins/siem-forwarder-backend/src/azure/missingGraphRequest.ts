import { toApplication, toResourceAccess } from './graphAnswers';
import { graphRoles, MICROSOFT_GRAPH_APP_ID } from './graphRoles';

/**
 * The change with which an application requests the article's Graph
 * permission (SecurityEvents.ReadWrite.All) besides what it requests already;
 * Graph replaces the list as a whole.
 *
 * @param existing - the application as Graph answered; absent for a new one
 * @param wanted - whether the permission is asked for
 * @returns `undefined` when there is nothing to change
 */
export function missingGraphRequest(
  existing: Record<string, unknown> | undefined,
  wanted: boolean,
): Record<string, unknown> | undefined {
  const role = graphRoles.securityEventsReadWriteAll;
  if (
    !wanted ||
    (existing && toApplication(existing).requestedGraphRoles.includes(role))
  ) {
    return undefined;
  }
  const others = existing ? toResourceAccess(existing) : [];
  const ofGraph = others.find(
    ({ resourceAppId }) => resourceAppId === MICROSOFT_GRAPH_APP_ID,
  );
  return {
    requiredResourceAccess: [
      ...others.filter(access => access !== ofGraph),
      {
        resourceAppId: MICROSOFT_GRAPH_APP_ID,
        resourceAccess: [
          ...(ofGraph?.resourceAccess ?? []),
          { id: role, type: 'Role' },
        ],
      },
    ],
  };
}

/**
 * The change that takes the request of that permission away again, with what
 * else is requested left as it is.
 *
 * @returns `undefined` when there is nothing to change
 */
export function withoutGraphRequest(
  existing: Record<string, unknown>,
): Record<string, unknown> | undefined {
  const role = graphRoles.securityEventsReadWriteAll;
  if (!toApplication(existing).requestedGraphRoles.includes(role)) {
    return undefined;
  }
  return {
    requiredResourceAccess: toResourceAccess(existing)
      .map(access =>
        access.resourceAppId === MICROSOFT_GRAPH_APP_ID
          ? {
              ...access,
              resourceAccess: access.resourceAccess.filter(
                ({ id }) => id.toLowerCase() !== role,
              ),
            }
          : access,
      )
      .filter(({ resourceAccess }) => resourceAccess.length > 0),
  };
}

import { STATUS_CODES } from 'node:http';
import { toTicksIso } from '../../clock/format';
import { resourceGroupOf, subscriptionIdOf } from '../../ids/armId';
import { ActivityLogEntry } from '../../state';

const localizable = (value: string, localizedValue = value) => ({
  value,
  localizedValue,
});

/** What an event says about how the operation stands. */
interface Phase {
  id: string;
  event: 'BeginRequest' | 'EndRequest';
  status: string;
  subStatus: string;
}

function phasesOf(entry: ActivityLogEntry): Phase[] {
  const failed = entry.status >= 400;
  const subStatus = (STATUS_CODES[entry.status] ?? '').replace(/\s/g, '');
  let status = 'Succeeded';
  if (failed) {
    status = 'Failed';
  } else if (entry.status === 202) {
    status = 'Accepted';
  }
  return [
    {
      id: entry.startedId,
      event: 'BeginRequest',
      status: 'Started',
      subStatus: '',
    },
    { id: entry.endedId, event: 'EndRequest', status, subStatus },
  ];
}

/**
 * The two events of an operation as the Activity Log writes them, newest first.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema
 */
export function renderEvents(
  entry: ActivityLogEntry,
  options: { tenantId: string; submittedAt: number },
): Record<string, unknown>[] {
  const { operationName, resourceId } = entry;
  const parts = operationName.split('/');
  const ticks = `${entry.at}0000`;
  return phasesOf(entry)
    .reverse()
    .map(({ id, event, status, subStatus }) => ({
      authorization: { action: operationName, scope: resourceId },
      caller: entry.caller,
      channels: 'Operation',
      claims: claimsOf(entry),
      correlationId: entry.correlationId,
      description: '',
      eventDataId: id,
      eventName: localizable(
        event,
        event === 'BeginRequest' ? 'Begin request' : 'End request',
      ),
      category: localizable('Administrative'),
      httpRequest: {
        clientRequestId: entry.operationId,
        clientIpAddress: '127.0.0.1',
        method: entry.method,
      },
      id: `${resourceId}/events/${id}/ticks/${ticks}`,
      level: status === 'Failed' ? 'Error' : 'Informational',
      resourceGroupName: resourceGroupOf(resourceId) ?? '',
      resourceProviderName: localizable(parts[0]),
      resourceId,
      resourceType: localizable(parts.slice(0, -1).join('/')),
      operationId: entry.operationId,
      operationName: localizable(operationName),
      properties: { statusCode: subStatus, entity: resourceId },
      status: localizable(status),
      subStatus: localizable(
        subStatus,
        subStatus
          ? `${STATUS_CODES[entry.status]} (HTTP Status Code: ${entry.status})`
          : '',
      ),
      eventTimestamp: toTicksIso(entry.at),
      submissionTimestamp: toTicksIso(options.submittedAt),
      subscriptionId: subscriptionIdOf(resourceId) ?? '',
      tenantId: options.tenantId,
    }));
}

/** Claims of the token: an application's name its client id, a person's a user principal name. */
function claimsOf({ caller, objectId }: ActivityLogEntry) {
  return objectId === undefined
    ? { 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn': caller }
    : {
        appid: caller,
        'http://schemas.microsoft.com/identity/claims/objectidentifier':
          objectId,
      };
}

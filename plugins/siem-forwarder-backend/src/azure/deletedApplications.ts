import { z } from 'zod';
import { AzureError } from './AzureError';
import { CallOptions } from './AzureServices';
import { GraphClient } from './GraphClient';

const deletedApplication = z.object({
  appId: z.string(),
  uniqueName: z.string().nullish(),
  deletedDateTime: z.string().nullish(),
});

/**
 * A deleted application keeps its `uniqueName` while it lies in the
 * directory's recycle bin (30 days), so nothing new can bear the name. Graph
 * says only that another object has it.
 *
 * @returns the refusal that names the deleted application and the remedy, or
 *   `undefined` when the bin holds none of that name
 * @see https://learn.microsoft.com/graph/api/directory-deleteditems-list
 */
export async function nameHeldByDeletedApplication(
  graph: GraphClient,
  uniqueName: string,
  refusal: AzureError,
  options?: CallOptions,
): Promise<AzureError | undefined> {
  const deleted = await graph.list(
    {
      action: `list the deleted applications that may hold the name '${uniqueName}'`,
      path: '/directory/deletedItems/microsoft.graph.application',
      select: 'id,appId,uniqueName,deletedDateTime',
    },
    options,
  );
  const holder = deleted
    .map(item => deletedApplication.parse(item))
    .find(item => item.uniqueName === uniqueName);
  return (
    holder &&
    new AzureError({
      service: refusal.service,
      action: refusal.action,
      kind: 'conflict',
      azureMessage: `${refusal.azureMessage} The application ${
        holder.appId
      } bore it and was deleted at ${
        holder.deletedDateTime ?? 'an unknown time'
      }; it keeps the name until it is deleted for good: restore it or delete it permanently (Entra admin center, App registrations, Deleted applications), or choose another name for the forwarder`,
      code: refusal.code,
      azureStatus: refusal.azureStatus,
      correlationRequestId: refusal.correlationRequestId,
      cause: refusal,
    })
  );
}

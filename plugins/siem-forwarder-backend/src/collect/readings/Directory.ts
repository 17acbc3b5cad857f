import {
  Application,
  AzureServices,
  ServicePrincipal,
} from '../../azure/AzureServices';
import { BoundedCalls, Outcome } from '../BoundedCalls';

/**
 * Up to this many applications are read one by one: a check on demand must not
 * page through a large directory. More than that are cheaper as one list.
 */
const READ_ONE_BY_ONE = 2;

/** What one tenant's directory says of the applications that were asked for. */
export interface Directory {
  applications: Outcome<Application[]>;
  /** Absent when only the registrations were asked for. */
  servicePrincipals?: Outcome<ServicePrincipal[]>;
}

/** Reads registrations, and service principals where they are due, of one tenant. */
export async function readDirectory(options: {
  calls: BoundedCalls;
  tenantId: string;
  services: AzureServices;
  applicationIds: string[];
  principals: boolean;
}): Promise<Directory> {
  const { calls, tenantId, principals, applicationIds } = options;
  const { entra } = options.services;
  const oneByOne = applicationIds.length <= READ_ONE_BY_ONE;
  const [applications, servicePrincipals] = await Promise.all([
    calls.run({
      reads: `the applications of tenant ${tenantId}`,
      run: async signal =>
        oneByOne
          ? present(
              await Promise.all(
                applicationIds.map(id => entra.getApplication(id, { signal })),
              ),
            )
          : entra.listApplications({ signal }),
    }),
    principals
      ? calls.run({
          reads: `the service principals of tenant ${tenantId}`,
          run: async signal =>
            oneByOne
              ? present(
                  await Promise.all(
                    applicationIds.map(id =>
                      entra.getServicePrincipal(id, { signal }),
                    ),
                  ),
                )
              : entra.listServicePrincipals({ signal }),
        })
      : undefined,
  ]);
  return { applications, servicePrincipals };
}

function present<T>(items: (T | undefined)[]): T[] {
  return items.filter((item): item is T & {} => item !== undefined);
}

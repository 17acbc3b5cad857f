import { ConflictError } from '@backstage/errors';
import { Application, ServicePrincipal } from '../../azure/AzureServices';
import { graphRoles } from '../../azure/graphRoles';
import { Comparison, plannedChange } from '../compare/Comparison';
import { applicationName } from '../names';
import { problem } from '../problems';
import { ComparisonContext, Step, StepContext } from '../Step';

const STEP = 'application:register';

/**
 * The Entra application that the SIEM reads with, and its service principal:
 * one of its own, or one that was brought along.
 */
export const registerApplication: Step<typeof STEP> = {
  step: STEP,

  async compare(context) {
    const existing = await findApplication(context);
    const application = await compareApplication(context, existing);
    const principal = existing
      ? await context.reader.entra.getServicePrincipal(existing.appId, {
          signal: context.signal,
        })
      : undefined;
    return {
      changes: [
        plannedChange(STEP, describe(context), existing?.appId, application),
        ...(application.action === 'refuse'
          ? []
          : [
              plannedChange(STEP, describePrincipal(context), principal?.id, {
                action: principal ? 'adopt' : 'create',
              }),
            ]),
      ],
      problems: application.action === 'refuse' ? [application.problem] : [],
    };
  },

  async run(context) {
    const { azure, journal, signal, tenant } = context;
    const existing = await findApplication(context);
    const comparison = await compareApplication(context, existing);
    if (comparison.action === 'refuse') {
      throw new ConflictError(
        `${comparison.problem.field}: ${comparison.problem.message} ${comparison.problem.remedy}`,
      );
    }
    const application = await bringAbout(context, existing, comparison);
    const found = await azure.entra.getServicePrincipal(application.appId, {
      signal,
    });
    const principal =
      found ??
      (await journal.write(
        {
          action: 'create',
          kind: 'service-principal',
          resource: describePrincipal(context),
        },
        () => azure.entra.ensureServicePrincipal(application.appId, { signal }),
        ({ id }) => id,
      ));
    const consentUrl = await consentUrlOf(context, application, found);
    return {
      status: 'done',
      message:
        comparison.action === 'adopt'
          ? `The application ${application.displayName} (${application.appId}) is registered already.`
          : `Registered the application ${application.displayName} (${application.appId}).`,
      changes: [
        plannedChange(STEP, describe(context), application.appId, comparison),
        plannedChange(STEP, describePrincipal(context), principal.id, {
          action: found ? 'adopt' : 'create',
        }),
      ],
      outputs: {
        clientId: application.appId,
        applicationId: application.id,
        applicationName: application.displayName,
        servicePrincipalId: principal.id,
        tenantId: tenant.id,
        ...(consentUrl && { adminConsentUrl: consentUrl }),
      },
    };
  },
};

/** The application of a specification, if it is there. */
export async function findApplication(
  context: ComparisonContext,
): Promise<Application | undefined> {
  const { reader, signal, spec } = context;
  const clientId = spec.application?.clientId;
  return clientId
    ? reader.entra.getApplication(clientId, { signal })
    : reader.entra.getApplicationByUniqueName(applicationName(spec.name), {
        signal,
      });
}

async function compareApplication(
  { spec, store, target }: ComparisonContext,
  existing: Application | undefined,
): Promise<Comparison> {
  const { clientId, graphPermission } = spec.application ?? {};
  if (clientId) {
    return existing
      ? { action: 'adopt' }
      : {
          action: 'refuse',
          problem: problem(
            'application.clientId',
            'application-not-found',
            `There is no application with the client id '${clientId}' in the tenant.`,
            'Check the Application (client) ID, or leave it empty to have one registered.',
          ),
        };
  }
  if (!existing) {
    return { action: 'create' };
  }
  // A name is no proof: the application may be that of another portal's
  // forwarder, or of one that this portal has forgotten.
  if (!(await store.hasMade({ ...target, step: STEP }))) {
    return {
      action: 'refuse',
      problem: problem(
        'name',
        'application-not-ours',
        `There is an application '${applicationName(
          spec.name,
        )}' that no run of ${target.owner} has registered.`,
        'Choose another name, or ask the platform team to let your group bring that application along (siemForwarder.scopes[].applications).',
      ),
    };
  }
  return graphPermission && !requestsGraphPermission(existing)
    ? {
        action: 'change',
        difference:
          'It does not request Microsoft Graph SecurityEvents.ReadWrite.All yet.',
      }
    : { action: 'adopt' };
}

async function bringAbout(
  context: StepContext,
  existing: Application | undefined,
  comparison: Comparison,
): Promise<Application> {
  const { azure, journal, operationId, signal, spec } = context;
  if (existing && comparison.action === 'adopt') {
    return existing;
  }
  return journal.write(
    {
      action: existing ? 'change' : 'create',
      kind: 'application',
      resource: describe(context),
      resourceId: existing?.id,
    },
    () =>
      azure.entra.upsertApplication(
        {
          uniqueName: applicationName(spec.name),
          displayName: applicationName(spec.name),
          requestGraphPermission: Boolean(spec.application?.graphPermission),
          notes: `Reads the event hub of the SIEM forwarder ${spec.name}; owned by ${spec.owner}; made by operation ${operationId}.`,
        },
        { signal },
      ),
    ({ id }) => id,
  );
}

/**
 * The consent page, while the Graph permission is wanted and not granted.
 *
 * @param existing - the service principal, when it was there before this step
 */
async function consentUrlOf(
  { azure, signal, spec }: StepContext,
  application: Application,
  existing: ServicePrincipal | undefined,
): Promise<string | undefined> {
  if (!spec.application?.graphPermission) {
    return undefined;
  }
  // One that was just made has been granted nothing, and Graph may not show it
  // for a while.
  const granted = existing
    ? await azure.entra.listGrantedGraphRoles(existing.id, { signal })
    : [];
  return includesRole(granted)
    ? undefined
    : azure.entra.adminConsentUrl(application.appId);
}

function requestsGraphPermission(application: Application): boolean {
  return includesRole(application.requestedGraphRoles);
}

function includesRole(roles: string[]): boolean {
  return roles.some(
    role => role.toLowerCase() === graphRoles.securityEventsReadWriteAll,
  );
}

function describe({ spec }: ComparisonContext): string {
  const clientId = spec.application?.clientId;
  return clientId
    ? `application ${clientId}`
    : `application ${applicationName(spec.name)}`;
}

function describePrincipal({ spec }: ComparisonContext): string {
  return `service principal of ${
    spec.application?.clientId ?? applicationName(spec.name)
  }`;
}

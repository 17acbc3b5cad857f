import { ConflictError } from '@backstage/errors';
import { PlannedChange } from 'backstage-plugin-siem-forwarder-common';
import { validUntil } from '../ClientCredential';
import { compareExportRule } from '../compare/compareExportRule';
import { planSiem } from '../deliverToSiem';
import { describeProblem, problem } from '../problems';
import { ComparisonContext, Step, StepPlan } from '../Step';
import { assignReceiver } from './assignReceiver';
import { findApplication } from './registerApplication';

const STEP = 'forwarder:adopt';

/**
 * Lets the portal write to a forwarder that was made elsewhere. Everything it
 * rests on is read, and nothing is written in Azure or in the SIEM.
 */
export const adoptForwarder: Step<typeof STEP> = {
  step: STEP,

  compare: async context => (await look(context)).plan,

  async run(context) {
    const { journal, operationId, registrations, siem, spec, target, tenant } =
      context;
    const { application, hostName, plan } = await look(context);
    if (plan.problems.length > 0 || !application || !hostName) {
      throw new ConflictError(plan.problems.map(describeProblem).join('\n'));
    }
    const entity = await registrations.findEntity(target.entityRef);
    if (!entity) {
      throw new ConflictError(
        `The catalog does not have '${target.entityRef}' any more; register its catalog-info.yaml again`,
      );
    }
    const valid = application.passwords.filter(
      ({ keyId }) => validUntil(context, application, keyId) !== undefined,
    );
    // Of several nobody knows which one the SIEM reads with.
    const inUse = valid.length === 1 ? valid[0] : undefined;
    const outputs = {
      clientId: application.appId,
      applicationId: application.id,
      applicationName: application.displayName,
      tenantId: tenant.id,
      hostName,
      eventHubId: `${target.hubId}`,
      eventHubName: target.hubId.name,
      namespaceId: `${target.namespaceId}`,
      namespaceName: target.namespaceId.name,
      consumerGroup: spec.eventHub.consumerGroup,
      exportRuleId: `${target.ruleId}`,
      exportRuleName: target.ruleId.name,
      tables: target.tables.join(', '),
      siemTitle: siem.title,
      ...(inUse && {
        secretId: inUse.keyId,
        secretExpiresAt: `${inUse.endsAt}`,
      }),
    };
    const existing = await registrations.get(target.entityRef);
    if (!existing) {
      await journal.write(
        {
          action: 'create',
          kind: 'registration',
          resource: `catalog entity ${target.entityRef}`,
          resourceId: target.entityRef,
        },
        () =>
          registrations.put({
            entityRef: target.entityRef,
            owner: target.owner,
            operationId,
            entity,
            outputs,
            registeredAt: context.now().toISOString(),
            adopted: true,
          }),
      );
    }
    return {
      status: 'done',
      message: [
        `The portal may write to '${target.entityRef}' now; in Azure nothing was changed.`,
        ...plan.changes
          .filter(({ difference }) => difference)
          .map(({ resource, difference }) => `${resource}: ${difference}`),
      ].join('\n'),
      changes: plan.changes,
      outputs: { ...outputs, entityRef: target.entityRef },
      ...(inUse && {
        state: {
          clientId: application.appId,
          deliveredKeyId: inUse.keyId,
          endsAt: `${inUse.endsAt}`,
        },
      }),
    };
  },
};

async function look(context: ComparisonContext) {
  const { reader, signal, spec, target } = context;
  const [rules, namespace, application, role] = await Promise.all([
    reader.dataExports.list(target.workspaceId, { signal }),
    reader.eventHubs.getNamespace(target.namespaceId, { signal }),
    findApplication(context),
    assignReceiver.compare(context),
  ]);
  const siem = await planSiem(
    context,
    spec.application?.clientId,
    namespace?.hostName,
  );
  const rule = compareExportRule(rules, target);
  const plan: StepPlan = {
    changes: [
      adopt(
        `data export rule ${target.ruleId.name}`,
        rule.action === 'change' ? rule.difference : undefined,
      ),
      adopt(`event hub ${target.hubId.name}`),
      adopt(`application ${spec.application?.clientId}`),
      ...[...role.changes, ...siem.changes].map(({ action, resource }) =>
        adopt(
          resource,
          action === 'adopt'
            ? undefined
            : `It is not as it should be (${action}); repair the forwarder once it is adopted.`,
        ),
      ),
    ],
    problems: [
      ...(rule.action === 'refuse' ? [rule.problem] : []),
      ...(rule.action === 'create'
        ? [
            problem(
              'siem-forwarder/export-rule',
              'export-rule-missing',
              `The export rule '${target.ruleId.name}' does not exist.`,
              'Correct the annotation, or make the forwarder with the template.',
            ),
          ]
        : []),
      ...(application
        ? []
        : [
            problem(
              'siem-forwarder/application-id',
              'application-not-found',
              `There is no application with the client id '${spec.application?.clientId}' in the tenant.`,
              'Correct the annotation.',
            ),
          ]),
      ...(namespace
        ? []
        : [
            problem(
              'siem-forwarder/event-hub',
              'namespace-missing',
              `The namespace '${target.namespaceId.name}' does not exist.`,
              'Correct the annotation.',
            ),
          ]),
    ],
  };
  return { application, hostName: namespace?.hostName, plan };
}

function adopt(resource: string, difference?: string): PlannedChange {
  return {
    step: STEP,
    action: 'adopt',
    resource,
    ...(difference && { difference }),
  };
}

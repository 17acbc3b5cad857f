import { refuseOnErrors } from './problems';
import { Step, StepContext, StepOutcome } from './Step';

/**
 * A step of a dry run answers from its comparison, and with the ids that are
 * known before a write.
 *
 * @throws InputError with everything that stands against the step
 */
export async function dryRunStep(
  step: Step,
  context: StepContext,
): Promise<StepOutcome> {
  const plan = await (step.planDryRun?.(context) ?? step.compare(context));
  if (step.step === 'prerequisites:check') {
    return step.run(context);
  }
  refuseOnErrors(context.spec.name, plan.problems);
  const { target, tenant, spec } = context;
  return {
    status: 'done',
    message: plan.changes.length
      ? plan.changes
          .map(
            ({ action, resource, difference }) =>
              `Would ${action} ${resource}.${
                difference ? ` ${difference}` : ''
              }`,
          )
          .join('\n')
      : 'Nothing to do.',
    changes: plan.changes,
    outputs: {
      entityRef: target.entityRef,
      namespaceId: `${target.namespaceId}`,
      eventHubId: `${target.hubId}`,
      eventHubName: target.hubId.name,
      consumerGroup: spec.eventHub.consumerGroup,
      exportRuleId: `${target.ruleId}`,
      exportRuleName: target.ruleId.name,
      tenantId: tenant.id,
    },
  };
}

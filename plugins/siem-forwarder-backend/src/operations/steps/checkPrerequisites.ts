import { Plan } from 'backstage-plugin-siem-forwarder-common';
import { describeProblem, refuseOnErrors } from '../problems';
import { Step, StepContext } from '../Step';

/**
 * Refuses before the first write, with everything that stands against the
 * specification at once.
 *
 * @param plan - plans the specification of the operation
 */
export function createCheckPrerequisites(
  plan: (context: StepContext) => Promise<Plan>,
): Step {
  return {
    step: 'prerequisites:check',

    async compare() {
      return { changes: [], problems: [] };
    },

    async run(context) {
      const found = await plan(context);
      refuseOnErrors(context.spec.name, found.problems);
      const warnings = found.problems.map(describeProblem);
      return {
        status: 'done',
        message: [
          `Nothing stands against '${context.spec.name}'.`,
          ...warnings,
          found.costNotice,
        ].join('\n'),
        changes: found.changes,
        outputs: {},
        plan: found,
      };
    },
  };
}

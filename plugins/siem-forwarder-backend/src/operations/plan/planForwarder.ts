import { Plan, Problem } from 'backstage-plugin-siem-forwarder-common';
import { checkSpec } from '../checkSpec';
import { provisioningPlan } from '../steps';
import { StepPlan } from '../Step';
import { ask } from './ask';
import { checkContent } from './checkContent';
import { checkExportRule } from './checkExportRule';
import { checkGraphRight } from './checkGraphRight';
import { checkName } from './checkName';
import { checkNamespaceName } from './checkNamespaceName';
import { checkRights } from './checkRights';
import { checkSecret } from './checkSecret';
import { checkSiem } from './checkSiem';
import { checkWorkspace } from './checkWorkspace';
import { costNotice } from './costNotice';
import { estimateCost } from './estimateCost';
import { missingRightsOf } from './missingRightsOf';
import { PlanContext } from './PlanContext';

/** What is checked before the first write, in the order in which it is reported. */
const checks: {
  field: string;
  what: string;
  check: (context: PlanContext) => Promise<Problem[]>;
}[] = [
  { field: 'name', what: 'The name', check: checkName },
  { field: 'workspaceId', what: 'The workspace', check: checkWorkspace },
  {
    field: 'workspaceId',
    what: 'The room for an export rule',
    check: checkExportRule,
  },
  {
    field: 'namespace.name',
    what: 'The namespace name',
    check: checkNamespaceName,
  },
  { field: 'siem', what: 'The SIEM', check: checkSiem },
  { field: 'secret', what: 'The place for the secret', check: checkSecret },
  {
    field: 'workspaceId',
    what: "The rights of the portal's identity",
    check: checkRights,
  },
  {
    field: 'application',
    what: "The portal's right to register applications",
    check: checkGraphRight,
  },
];

/** The field of the form that a step is mostly about. */
const fieldOfStep: Record<(typeof provisioningPlan)[number]['step'], string> = {
  'prerequisites:check': 'workspaceId',
  'source:prepare': 'prepareSource',
  'namespace:begin': 'namespace.name',
  'application:register': 'application',
  'event-hub:create': 'eventHub.name',
  'receiver:assign': 'roleScope',
  'siem:connect': 'siem',
  'export-rule:create': 'workspaceId',
  'forwarding:verify': 'siem',
  'forwarder:register': 'name',
};

/**
 * Everything that stands against a specification, all at once, and what each
 * step would do. Only reads.
 */
export async function planForwarder(context: PlanContext): Promise<Plan> {
  const [found, content, steps] = await Promise.all([
    Promise.all(
      checks.map(({ check, ...about }) => ask(about, () => check(context))),
    ),
    previewContent(context),
    Promise.all(provisioningPlan.map(step => compareStep(context, step))),
  ]);
  const changes = steps.flatMap(step => step.changes);
  const problems = distinct([
    ...checkSpec(context.spec),
    ...found.flat(),
    ...steps.flatMap(step => step.problems),
    ...content.problems,
  ]);
  return {
    changes,
    problems,
    missingRights: missingRightsOf(problems),
    exports: content.exports,
    cost: estimateCost({
      spec: context.spec,
      exports: content.exports,
      namespaceExists: changes.some(
        ({ step, action }) => step === 'namespace:begin' && action === 'adopt',
      ),
      cloud: context.tenant.cloud.name,
      now: context.now(),
    }),
    costNotice: costNotice(context.spec, content.exports),
  };
}

async function previewContent(context: PlanContext) {
  let preview: Awaited<ReturnType<typeof checkContent>> | undefined;
  const problems = await ask(
    {
      field: 'exportsWholeTable',
      what: 'What would be exported',
      optional: true,
    },
    async () => {
      preview = await checkContent(context);
      return preview.problems;
    },
  );
  return { exports: preview?.exports ?? [], problems };
}

async function compareStep(
  context: PlanContext,
  step: (typeof provisioningPlan)[number],
): Promise<StepPlan> {
  if (step.step === 'siem:connect' && !context.siemAllowed) {
    // What lies in that SIEM is not this owner's to see.
    return { changes: [], problems: [] };
  }
  let plan: StepPlan | undefined;
  const problems = await ask(
    {
      field: fieldOfStep[step.step],
      what: `What '${step.step}' finds`,
      optional: true,
    },
    async () => {
      plan = await step.compare(context);
      return plan.problems;
    },
  );
  return { changes: plan?.changes ?? [], problems };
}

/** One failing service would else be reported by every check that asks it. */
function distinct(problems: Problem[]): Problem[] {
  const byText = new Map(
    problems.map(found => [
      JSON.stringify([found.field, found.code, found.message]),
      found,
    ]),
  );
  return [...byText.values()];
}

import {
  EXPORT_RULE_ANNOTATION,
  Problem,
} from 'backstage-plugin-siem-forwarder-common';
import { problem } from '../problems';
import { PlanContext } from './PlanContext';

/** The forwarder's name: free, or that of this very forwarder. */
export async function checkName(context: PlanContext): Promise<Problem[]> {
  const { registrations, target } = context;
  const [registration, entity] = await Promise.all([
    registrations.get(target.entityRef),
    registrations.findEntity(target.entityRef),
  ]);
  if (registration) {
    const rule =
      registration.entity.metadata.annotations?.[EXPORT_RULE_ANNOTATION];
    return registration.owner === target.owner && target.ruleId.equals(rule)
      ? []
      : [taken(context, `a forwarder of ${registration.owner}`)];
  }
  return entity ? [taken(context, 'another entity of the catalog')] : [];
}

function taken({ spec }: PlanContext, by: string): Problem {
  return problem(
    'name',
    'name-taken',
    `The name '${spec.name}' belongs to ${by}.`,
    'Choose another name.',
  );
}

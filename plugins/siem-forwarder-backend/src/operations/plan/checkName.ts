import {
  EXPORT_RULE_ANNOTATION,
  Problem,
} from 'backstage-plugin-siem-forwarder-common';
import { problem } from '../problems';
import { PlanContext } from './PlanContext';

/** The forwarder's name: free, or that of this very forwarder. */
export async function checkName(context: PlanContext): Promise<Problem[]> {
  const { registrations, store, target } = context;
  const [registration, entity, foreign] = await Promise.all([
    registrations.get(target.entityRef),
    registrations.findEntity(target.entityRef),
    store.findForeignOperation(target.entityRef, target.owner),
  ]);
  if (registration) {
    const rule =
      registration.entity.metadata.annotations?.[EXPORT_RULE_ANNOTATION];
    return registration.owner === target.owner && target.ruleId.equals(rule)
      ? []
      : [taken(context, `a forwarder of ${registration.owner}`)];
  }
  // What another owner's run has made so far bears this name already. Asked
  // here too, since two runs may open at the same moment.
  if (foreign) {
    return [taken(context, "another owner's run that is not finished")];
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

import { BehaviourName, Behaviours, behaviourTable } from '../Behaviours';
import { objectAt } from '../http/json';
import { ControlRefusal } from './ControlRefusal';

const names = Object.keys(behaviourTable) as BehaviourName[];

/** The switches in a body, or a refusal that names the one that does not exist. */
export function readBehaviours(body: unknown): Partial<Behaviours> {
  return Object.fromEntries(
    Object.entries(objectAt(body)).map(([given, value]) => {
      const name = names.find(candidate => candidate === given);
      if (!name || typeof value !== 'boolean') {
        throw new ControlRefusal(
          `There is no behaviour '${given}' to be set to '${String(
            value,
          )}': give true or false to one of ${names.join(', ')}.`,
        );
      }
      return [name, value];
    }),
  );
}

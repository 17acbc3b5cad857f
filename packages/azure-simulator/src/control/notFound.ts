import { nearestNames } from '../faults/nearestNames';
import { ControlRefusal } from './ControlRefusal';

/** As many names are told as a reader takes in. */
const MOST_NAMES = 8;

/** The names that somebody may have meant; all where there are few and none is near. */
export function hintOf(name: string, known: readonly string[]): string {
  const near = nearestNames(name, known);
  if (near.length > 0) {
    return ` Near: ${near.join(', ')}.`;
  }
  return known.length > 0 && known.length <= MOST_NAMES
    ? ` Known: ${known.join(', ')}.`
    : '';
}

/**
 * The refusal of a name that nothing has.
 *
 * @param options - `problem`: a sentence with the name; `known`: the names that there are; `remedy`: a sentence that says where they are found
 */
export function notFound(options: {
  problem: string;
  name: string;
  known: readonly string[];
  remedy: string;
}): ControlRefusal {
  const { problem, name, known, remedy } = options;
  return new ControlRefusal(`${problem}${hintOf(name, known)} ${remedy}`, 404);
}

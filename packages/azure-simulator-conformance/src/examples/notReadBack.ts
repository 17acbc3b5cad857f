import { arrayOf, isObject, objectOf } from '../apiModel/json';
import { ExampleRequest } from './exampleRequest';
import { lostProperties } from './lostProperties';

/** The name of the item that a PUT makes. */
function nameIn(request: ExampleRequest): string {
  const path = request.url.split('?', 1)[0];
  return decodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
}

/**
 * What was put before and a reading does not say: one item, or the items of a
 * list by their names.
 * @returns sentences without their subject
 */
export function notReadBack(
  items: readonly ExampleRequest[],
  answer: unknown,
): string[] {
  const list = objectOf(answer).value;
  return items.flatMap(item => {
    const name = nameIn(item);
    const found = Array.isArray(list)
      ? arrayOf(list).find(
          candidate =>
            isObject(candidate) &&
            String(candidate.name).toLowerCase() === name.toLowerCase(),
        )
      : answer;
    return lostProperties(item.body, found).map(
      pointer => `does not read back ${pointer || name} that was put before`,
    );
  });
}

import { idKey } from '../ids/armId';
import { World } from '../World';
import { Place } from './Place';

/**
 * Totals by minute of every metric of a resource.
 *
 * @param wanted - which dimension values; a metric's own in its order
 */
export function metricMinutes(
  world: World,
  resourceId: string,
  wanted: (dimensions: string[]) => boolean,
): Place<Record<string, number>>[] {
  const key = idKey(resourceId);
  return world.state.metrics[key]
    ? Place.members(Place.root(world.state).at('metrics').at(key))
        .flatMap(metric => Place.members(metric))
        .filter(({ path }) => wanted(String(path[path.length - 1]).split('|')))
    : [];
}

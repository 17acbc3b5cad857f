import { isObject, JsonObject, objectAt, valueAt } from '../../http/json';
import { EventHubNamespace } from '../../state';

/** Properties of a namespace that are kept and given back without effect. */
const keptNames = [
  'encryption',
  'clusterArmId',
  'alternateName',
  'privateEndpointConnections',
] as const;

/** Members of the patch replace those of the target; null removes one (RFC 7396). */
function merge(target: JsonObject, patch: JsonObject): JsonObject {
  const merged = { ...target };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) {
      delete merged[name];
    } else {
      const before = merged[name];
      merged[name] = isObject(value)
        ? merge(isObject(before) ? before : {}, value)
        : value;
    }
  }
  return merged;
}

/** What a PUT or PATCH of a namespace says of features that nothing simulated depends on. */
export function readKeptSettings(
  body: unknown,
  existing: EventHubNamespace | undefined,
): Pick<EventHubNamespace, 'identity' | 'keptProperties'> {
  const identity = valueAt(body, 'identity');
  const properties = objectAt(body, 'properties');
  const given = Object.fromEntries(
    keptNames
      .filter(name => properties[name] !== undefined)
      .map(name => [name, properties[name]]),
  );
  const keptProperties = { ...existing?.keptProperties, ...given };
  return {
    ...(isObject(identity)
      ? { identity: merge(existing?.identity ?? {}, identity) }
      : {}),
    ...(Object.keys(keptProperties).length > 0 ? { keptProperties } : {}),
  };
}

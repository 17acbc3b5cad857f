import { ArmResourceId } from '../../azure/ArmResourceId';
import { Outcome } from '../BoundedCalls';
import { CollectionRun } from '../CollectionRun';

/**
 * Finds resources in a list of their subscription. A list leaves out what the
 * identity may not see, so what is missing from it is asked for by id: only
 * then is 'does not exist' told from 'may not be read'.
 *
 * @returns looks a resource up; `undefined` value: it does not exist
 */
export async function findListed<T extends { id: ArmResourceId }>(
  run: Pick<CollectionRun, 'calls'>,
  options: {
    listed: Outcome<T[]>;
    ids: ArmResourceId[];
    /** What it is, for the sentence: `namespace`. */
    kind: string;
    get(id: ArmResourceId, signal: AbortSignal): Promise<T | undefined>;
  },
): Promise<(id: ArmResourceId) => Outcome<T | undefined>> {
  const { listed, kind, get } = options;
  if ('unavailable' in listed) {
    return () => listed;
  }
  const byKey = new Map<string, Outcome<T | undefined>>(
    listed.value.map(resource => [resource.id.key, { value: resource }]),
  );
  const missing = new Map(
    options.ids.filter(id => !byKey.has(id.key)).map(id => [id.key, id]),
  );
  await Promise.all(
    [...missing].map(async ([key, id]) => {
      byKey.set(
        key,
        await run.calls.run({
          reads: `${kind} ${id.name}`,
          run: signal => get(id, signal),
        }),
      );
    }),
  );
  return id => byKey.get(id.key) ?? { value: undefined };
}

import { isError } from '@backstage/errors';
import { ArmResourceId } from '../azure/ArmResourceId';
import { Scopes } from '../scopes';

/** Whether there are resources, and all of them lie in an owner's scope. */
export function liesWithin(
  ids: string[],
  owner: string | undefined,
  scopes: Pick<Scopes, 'contains'>,
): boolean {
  return (
    owner !== undefined &&
    ids.length > 0 &&
    ids.every(id => {
      const parsed = parsedId(id);
      return parsed !== undefined && scopes.contains(owner, parsed);
    })
  );
}

/** What is no ARM id lies in nobody's scope. */
function parsedId(id: string): ArmResourceId | undefined {
  try {
    return ArmResourceId.parse(id);
  } catch (error) {
    if (isError(error) && error.name === 'InputError') {
      return undefined;
    }
    throw error;
  }
}

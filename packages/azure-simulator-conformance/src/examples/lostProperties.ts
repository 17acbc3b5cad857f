import { isObject } from '../apiModel/json';

/**
 * Members that a service makes anew or keeps to itself whatever the caller
 * says: an etag in a request names the version that the caller saw.
 */
const notGivenBack = new Set([
  'etag',
  // Of data export rules, whose document does not say that they are read-only.
  'dataExportId',
  'createdDate',
  'lastModifiedDate',
]);

/** A role has an id under every scope; services answer the one of their choice. */
const roleDefinition =
  /\/providers\/Microsoft\.Authorization\/roleDefinitions\/([^/]+)$/i;

function isSame(sent: unknown, answered: unknown): boolean {
  const role =
    typeof sent === 'string' ? roleDefinition.exec(sent)?.[1] : undefined;
  return (
    sent === answered ||
    (role !== undefined &&
      typeof answered === 'string' &&
      roleDefinition.exec(answered)?.[1] === role)
  );
}

/**
 * JSON pointers of what a request set and the answer does not say. A member
 * that the request set to null is one that it removed.
 */
export function lostProperties(
  request: unknown,
  response: unknown,
  pointer = '',
): string[] {
  if (Array.isArray(request)) {
    return Array.isArray(response) && response.length === request.length
      ? request.flatMap((item, index) =>
          lostProperties(item, response[index], `${pointer}/${index}`),
        )
      : [pointer];
  }
  if (isObject(request)) {
    return isObject(response)
      ? Object.entries(request)
          .filter(([name]) => !notGivenBack.has(name))
          .flatMap(([name, value]) =>
            lostProperties(value, response[name], `${pointer}/${name}`),
          )
      : [pointer];
  }
  if (request === null) {
    return response === null || response === undefined ? [] : [pointer];
  }
  return isSame(request, response) ? [] : [pointer];
}

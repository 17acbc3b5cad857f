import { isObject } from '../apiModel/json';

/**
 * Members that a service makes anew or keeps to itself whatever the caller
 * says: an etag in a request names the version that the caller saw.
 */
const notGivenBack = new Set(['etag']);

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
  return request === response ? [] : [pointer];
}

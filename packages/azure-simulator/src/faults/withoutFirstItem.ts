import { isObject } from '../http/json';

/** Where the services' answers have their lists. */
const lists = ['value', 'values'] as const;

/** A body without the first item of its list; one without a list as it is. */
export function withoutFirstItem(body: unknown): unknown {
  if (!isObject(body)) {
    return body;
  }
  const shortened = { ...body };
  for (const name of lists) {
    const list = body[name];
    if (Array.isArray(list)) {
      shortened[name] = list.slice(1);
    }
  }
  return shortened;
}

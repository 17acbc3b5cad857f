/** Methods of operations in OpenAPI documents that this project meets. */
export const httpMethods = [
  'GET',
  'HEAD',
  'PUT',
  'POST',
  'PATCH',
  'DELETE',
] as const;

/** One of the methods. */
export type HttpMethod = (typeof httpMethods)[number];

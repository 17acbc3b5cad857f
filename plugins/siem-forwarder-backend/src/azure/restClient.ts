import {
  Client,
  createRestError,
  getClient,
  PathUncheckedResponse,
} from '@azure-rest/core-client';
import { AzureConnection } from './AzureConnection';

/**
 * A client for the few operations that no SDK covers, with the same retries,
 * trust and policies as the SDKs' own.
 */
export function makeRestClient(
  connection: AzureConnection,
  endpoint: { url: string; scope: string },
): Client {
  return connection.withPolicies(
    getClient(
      endpoint.url,
      connection.credential,
      connection.clientOptions(endpoint),
    ),
  );
}

/**
 * The body of an answer with one of the expected statuses, as a record; empty
 * when there is none.
 *
 * @throws RestError for any other status
 */
export function expectStatus(
  answer: PathUncheckedResponse,
  ...expected: number[]
): Record<string, unknown> {
  if (!expected.includes(Number(answer.status))) {
    throw createRestError(answer);
  }
  const body: unknown = answer.body;
  return isRecord(body) ? body : {};
}

/** True for JSON objects. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects in `value` of a page. */
export function itemsOf(
  page: Record<string, unknown>,
): Record<string, unknown>[] {
  return Array.isArray(page.value) ? page.value.filter(isRecord) : [];
}

/**
 * The link to the next page. Our token goes with the request, so a link to
 * another host is refused.
 */
export function nextLink(link: unknown, origin: string): string | undefined {
  if (typeof link !== 'string' || link === '') {
    return undefined;
  }
  const target = new URL(link, origin).origin;
  if (target !== origin) {
    throw new Error(`the next page lies on another host (${target})`);
  }
  return link;
}

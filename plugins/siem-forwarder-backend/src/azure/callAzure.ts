import { presentWatch } from '../calls';
import { AzureCall, AzureError } from './AzureError';
import { CallOptions } from './AzureServices';
import { ReadOnlyIdentityError } from './policies/readOnlyPolicy';
import { toAzureError } from './toAzureError';

/**
 * Runs one call; whatever it throws becomes an {@link AzureError} that names
 * the call. An abort by the caller rejects at once with the signal's reason,
 * also where an SDK does not hand the signal on.
 */
export async function callAzure<T>(
  call: AzureCall,
  options: CallOptions | undefined,
  run: (sdkOptions: { abortSignal?: AbortSignal }) => Promise<T>,
): Promise<T> {
  const signal = options?.signal;
  signal?.throwIfAborted();
  try {
    return await raceAbort(run({ abortSignal: signal }), signal);
  } catch (error) {
    if (signal?.aborted) {
      throw signal.reason;
    }
    if (error instanceof ReadOnlyIdentityError) {
      throw error;
    }
    const stoppedBy = presentWatch()?.stoppedBy;
    if (stoppedBy !== undefined) {
      // Our own doing, whatever an SDK has made of it.
      throw stoppedBy;
    }
    throw toAzureError(error, call);
  }
}

/**
 * As {@link callAzure}, with `undefined` for what does not exist (404). A
 * subscription that is not found is an error all the same: it says that the
 * identity may not see it, and nothing about the resource.
 */
export async function findInAzure<T>(
  call: AzureCall,
  options: CallOptions | undefined,
  run: (sdkOptions: { abortSignal?: AbortSignal }) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await callAzure(call, options, run);
  } catch (error) {
    if (
      error instanceof AzureError &&
      error.azureStatus === 404 &&
      error.code !== 'SubscriptionNotFound'
    ) {
      return undefined;
    }
    throw error;
  }
}

/** Reads all pages of a list. */
export async function readAll<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of pages) {
    all.push(item);
  }
  return all;
}

function raceAbort<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (!signal) {
    return promise;
  }
  return new Promise<T>((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    promise
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', onAbort));
  });
}

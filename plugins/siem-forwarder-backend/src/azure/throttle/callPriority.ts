import { AsyncLocalStorage } from 'node:async_hooks';

/** Who waits for a call: a sweep, which has time, or somebody who asked for it. */
export type CallPriority = 'sweep' | 'demand';

const storage = new AsyncLocalStorage<CallPriority>();

/**
 * Runs something whose calls to Azure belong to a sweep: they leave a part of
 * each quota to others. The mark goes with the asynchronous call and not with
 * its arguments, because the SDKs hand on no option of ours.
 */
export function asSweep<T>(run: () => Promise<T>): Promise<T> {
  return storage.run('sweep', run);
}

/** The priority of the call that is running now. */
export function callPriority(): CallPriority {
  return storage.getStore() ?? 'demand';
}

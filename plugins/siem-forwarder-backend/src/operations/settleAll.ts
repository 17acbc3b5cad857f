/**
 * Waits for all writes that were begun side by side, also when one fails, so
 * that none is still under way when its step ends, and the journal knows what
 * became of each.
 *
 * @throws the first failure in their order
 */
export async function settleAll(writes: Promise<unknown>[]): Promise<void> {
  const settled = await Promise.allSettled(writes);
  const failure = settled.find(({ status }) => status === 'rejected');
  if (failure?.status === 'rejected') {
    throw failure.reason;
  }
}

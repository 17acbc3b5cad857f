/**
 * What a client's error says, in the words of the add-on's log: an AADSTS
 * refusal without what the library puts around it.
 */
export function connectionFailure(error: Error): string {
  const inner: Error =
    error instanceof AggregateError && error.errors[0] instanceof Error
      ? error.errors[0]
      : error;
  const refusal = /AADSTS\d+:[^]*?(?=( - Correlation ID| Trace ID|$))/.exec(
    inner.message,
  )?.[0];
  return `Error occurred while connecting to eventhub: ${
    refusal ? `Authentication failed: ${refusal.trim()}` : inner.message
  }`;
}

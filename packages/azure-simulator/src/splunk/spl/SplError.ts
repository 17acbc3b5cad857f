/** A search that Splunk refuses; the message is what its FATAL message says. */
export class SplError extends Error {
  readonly name = 'SplError';
}

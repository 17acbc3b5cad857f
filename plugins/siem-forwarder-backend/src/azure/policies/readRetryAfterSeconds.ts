/**
 * Seconds that an answer asks to wait: `Retry-After` (seconds or a date),
 * `retry-after-ms` or `x-ms-retry-after-ms`.
 *
 * @param now - milliseconds since 1970, for a date
 */
export function readRetryAfterSeconds(
  headers: { get(name: string): string | undefined },
  now: number = Date.now(),
): number | undefined {
  for (const name of ['retry-after-ms', 'x-ms-retry-after-ms']) {
    const milliseconds = Number(headers.get(name) ?? NaN);
    if (Number.isFinite(milliseconds) && milliseconds >= 0) {
      return milliseconds / 1000;
    }
  }
  const value = headers.get('retry-after');
  if (value === undefined || value.trim() === '') {
    return undefined;
  }
  const seconds = Number(value);
  if (Number.isFinite(seconds)) {
    return Math.max(0, seconds);
  }
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now) / 1000);
}

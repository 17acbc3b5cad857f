/** Splunk's reading of a flag. */
export function isTrue(text: string): boolean {
  return ['1', 'true', 't', 'yes', 'y'].includes(text.trim().toLowerCase());
}

/** The media type of a message without its parameters, lower-cased. */
export function mediaTypeOf(
  headers: Readonly<Record<string, string>>,
): string | undefined {
  return headers['content-type']?.split(';')[0].trim().toLowerCase();
}

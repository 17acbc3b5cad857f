/**
 * Makes a test for a pattern in which `*` stands for any text, whatever the
 * case. It looks for the parts one after the other, so that its time does not
 * explode with the number of stars, as a regular expression's may.
 */
export function matchWildcard(
  pattern: string,
  { whole }: { whole: boolean },
): (text: string) => boolean {
  const parts = pattern.toLowerCase().split('*');
  if (whole && parts.length === 1) {
    return text => text.toLowerCase() === parts[0];
  }
  const [first, last] = whole ? [parts.shift(), parts.pop()] : ['', ''];
  return text => {
    const lower = text.toLowerCase();
    const end = lower.length - (last ?? '').length;
    let position = (first ?? '').length;
    if (
      position > end ||
      !lower.startsWith(first ?? '') ||
      !lower.endsWith(last ?? '')
    ) {
      return false;
    }
    for (const part of parts) {
      const found = lower.indexOf(part, position);
      if (found < 0 || found + part.length > end) {
        return false;
      }
      position = found + part.length;
    }
    return true;
  };
}

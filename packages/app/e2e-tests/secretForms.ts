/**
 * The forms in which a text can hide in other text: as it is, escaped for
 * JSON, URL-encoded in two ways, and base64 at each of the three alignments.
 */
export function secretForms(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const form = new URLSearchParams({ x: secret }).toString().slice(2);
  const base64 = [0, 1, 2].map(shift => {
    const text = Buffer.from(' '.repeat(shift) + secret).toString('base64');
    // The characters that also depend on what stands before and after.
    return text.slice(Math.ceil((shift * 4) / 3), -4);
  });
  return [
    ...new Set([
      secret,
      json,
      encodeURIComponent(secret),
      form,
      ...base64,
      ...base64.map(text => text.replace(/\+/g, '-').replace(/\//g, '_')),
    ]),
  ];
}

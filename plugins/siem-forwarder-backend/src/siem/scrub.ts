const MASK = '******';

/**
 * Text without the secrets: a SIEM may repeat what was sent to it, as it was
 * or encoded.
 */
export function scrub(text: string, secrets: readonly string[]): string {
  return secrets
    .filter(secret => secret.length > 0)
    .flatMap(secret => [
      secret,
      encodeURIComponent(secret),
      new URLSearchParams([['', secret]]).toString().slice(1),
      JSON.stringify(secret).slice(1, -1),
      secret
        .replace(/&/g, '&amp;')
        .replace(/</g, '&lt;')
        .replace(/>/g, '&gt;')
        .replace(/"/g, '&quot;'),
    ])
    .sort((a, b) => b.length - a.length)
    .reduce((clean, secret) => clean.split(secret).join(MASK), text);
}

import { maskCredentials } from '../secrets/maskCredentials';

const MASK = '******';

/**
 * Text without the secrets: a SIEM may repeat what was sent to it, as it was
 * or encoded. Without what looks like somebody else's as well.
 */
export function scrub(text: string, secrets: readonly string[]): string {
  const known = secrets
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
  return maskCredentials(known);
}

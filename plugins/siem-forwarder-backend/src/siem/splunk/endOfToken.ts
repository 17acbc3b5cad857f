/**
 * When an authentication token of Splunk ends. It is a JSON Web Token that says
 * so itself; its signature is nobody's business here.
 *
 * @returns ISO 8601 with zone; undefined when the token does not tell
 * @see https://docs.splunk.com/Documentation/Splunk/latest/Security/UseAuthTokens
 */
export function endOfToken(token: string): string | undefined {
  const claims = claimsOf(token);
  // A static token without an end has `exp: 0`.
  return typeof claims?.exp === 'number' && claims.exp > 0
    ? new Date(claims.exp * 1000).toISOString()
    : undefined;
}

function claimsOf(token: string): { exp?: unknown } | undefined {
  try {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url');
    const claims: unknown = JSON.parse(payload.toString('utf8'));
    return typeof claims === 'object' && claims !== null ? claims : undefined;
  } catch {
    // Somebody's own kind of token: it does not tell.
    return undefined;
  }
}

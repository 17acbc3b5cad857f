import { createHash, createHmac, randomBytes } from 'node:crypto';

/** A token as it is handed out once. */
export interface IssuedToken {
  /** Its id (`jti`). */
  id: string;
  token: string;
}

/** What a token says of itself. Times are epoch milliseconds. */
export interface TokenClaims {
  /** Server that issues it; it is good there alone. */
  serverName: string;
  user: string;
  audience: string;
  issuedAt: number;
  notBefore: number;
  expiresAt: number;
}

// Nobody checks signatures with it: a token is known by its digest.
const key = randomBytes(64);

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/**
 * Makes an authentication token as splunkd makes them: a JSON Web Token.
 * Source: https://docs.splunk.com/Documentation/Splunk/latest/Security/UseAuthTokens
 */
export function issueToken(claims: TokenClaims): IssuedToken {
  const seconds = (time: number) => Math.floor(time / 1000);
  const id = randomBytes(32).toString('hex');
  const head = encode({
    kid: 'splunk.secret',
    alg: 'HS512',
    ver: 'v2',
    ttyp: 'static',
  });
  const payload = encode({
    iss: `${claims.user} from ${claims.serverName}`,
    sub: claims.user,
    aud: claims.audience,
    idp: 'Splunk',
    jti: id,
    iat: seconds(claims.issuedAt),
    exp: seconds(claims.expiresAt),
    nbr: seconds(claims.notBefore),
  });
  const signature = createHmac('sha512', key)
    .update(`${head}.${payload}`)
    .digest('base64url');
  return { id, token: `${head}.${payload}.${signature}` };
}

/** What is kept of a token. */
export function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/**
 * When a token ends by its own word (epoch milliseconds); never for one that
 * is no JSON Web Token, as somebody's own may be.
 */
export function endOf(token: string): number {
  const [, payload] = token.split('.');
  try {
    const claims: unknown = JSON.parse(
      Buffer.from(payload ?? '', 'base64url').toString('utf8'),
    );
    return typeof claims === 'object' &&
      claims !== null &&
      'exp' in claims &&
      typeof claims.exp === 'number'
      ? claims.exp * 1000
      : Infinity;
  } catch {
    return Infinity;
  }
}

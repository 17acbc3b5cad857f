import { randomBytes } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { wallClockNow } from '../clock/Clock';
import { Caller } from './Caller';

/** Seconds that a token lives, as Entra's default for client credentials. */
const lifetimeSeconds = 3599;

/** Why a token is refused. */
export type TokenRefusal = 'missing' | 'invalid' | 'expired' | 'audience';

/** What a token with a good signature proves. */
interface Proof {
  audience: string;
  /** Epoch seconds. */
  expiresAt: number;
  caller: Caller;
}

/** How many tokens are remembered. */
const mostProven = 1_000;

function callerFor(
  { audience, caller }: Proof,
  audiences: readonly string[],
): Caller | TokenRefusal {
  return audiences.includes(audience) ? caller : 'audience';
}

/** Issues and checks access tokens. The key lives as long as the process. */
export class AccessTokens {
  readonly #key = randomBytes(32);
  /** By `Authorization` header: a signature is verified once, for clients send a token with each request of an hour. */
  readonly #proven = new Map<string, Proof>();

  /** A token for an application, for one audience. */
  async issue(options: {
    caller: Caller;
    audience: string;
    tenantId: string;
    issuer: string;
  }): Promise<{ token: string; expiresIn: number }> {
    const now = Math.floor(wallClockNow() / 1000);
    const token = await new SignJWT({
      appid: options.caller.appId,
      azp: options.caller.appId,
      oid: options.caller.objectId,
      sub: options.caller.objectId,
      tid: options.tenantId,
      idtyp: 'app',
      ver: '1.0',
      // Ours: tells which secret's end ends the token.
      secret: options.caller.secretId,
    })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(options.issuer)
      .setAudience(options.audience)
      .setIssuedAt(now)
      .setNotBefore(now)
      .setExpirationTime(now + lifetimeSeconds)
      .sign(this.#key);
    return { token, expiresIn: lifetimeSeconds };
  }

  /** The caller whom an `Authorization` header proves to one of some audiences, or why it proves none. */
  async check(
    authorization: string | undefined,
    ...audiences: readonly string[]
  ): Promise<Caller | TokenRefusal> {
    const known = this.#proven.get(authorization ?? '');
    if (known) {
      return known.expiresAt <= wallClockNow() / 1000
        ? 'expired'
        : callerFor(known, audiences);
    }
    const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
    if (!authorization || !token) {
      return 'missing';
    }
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        currentDate: new Date(wallClockNow()),
      });
      const proof = {
        audience: String(payload.aud),
        expiresAt: payload.exp ?? 0,
        caller: {
          appId: String(payload.appid),
          objectId: String(payload.oid),
          ...(typeof payload.secret === 'string'
            ? { secretId: payload.secret }
            : {}),
        },
      };
      this.#remember(authorization, proof);
      return callerFor(proof, audiences);
    } catch (error) {
      return error instanceof Error &&
        'code' in error &&
        error.code === 'ERR_JWT_EXPIRED'
        ? 'expired'
        : 'invalid';
    }
  }

  #remember(authorization: string, proof: Proof): void {
    if (this.#proven.size >= mostProven) {
      const [oldest] = this.#proven.keys();
      this.#proven.delete(oldest);
    }
    this.#proven.set(authorization, proof);
  }
}

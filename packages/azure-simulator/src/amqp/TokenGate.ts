import { decodeJwt } from 'jose';
import { wallClockNow } from '../clock/Clock';
import { toIso } from '../clock/format';
import { memberOf } from '../http/json';
import { ServiceError } from '../http/ServiceError';
import { AccessTokens } from '../login/AccessTokens';
import { EventHubNamespace } from '../state';
import { World } from '../World';
import { amqpErrors } from './amqpErrors';
import { Claim } from './Claim';
import { audienceHost, audiencePath, coversPath } from './hubAddress';
import { closedFor, entityUri, HubEntity, namespaceByHost } from './hubEntity';
import { admitsLoopback } from './networkRules';
import { HubRight, isSignedIn, refusalOfPrincipal } from './principalAccess';
import {
  isSignedWith,
  parseSharedAccessSignature,
  rulesNamed,
} from './sharedAccessSignature';

/** The audience of tokens for the data plane. */
const tokenAudience = 'https://eventhubs.azure.net';

/** Checks tokens at `$cbs`, and what the claims made of them allow. */
export class TokenGate {
  readonly #world: World;
  readonly #tokens: AccessTokens;

  constructor(world: World, tokens: AccessTokens) {
    this.#world = world;
    this.#tokens = tokens;
  }

  /**
   * The claim that a token proves for an audience.
   * @param host - host name that the connection was opened with
   * @throws ServiceError when the entity is missing or the token refused
   */
  async claimOf(host: string, audience: string, token: string): Promise<Claim> {
    const path = audiencePath(audience);
    const namespace = namespaceByHost(this.#world, host);
    const hub = path.split('/')[0];
    if (namespace && !this.#isOf(namespace, audience)) {
      throw amqpErrors.entityNotFound({ entity: audience });
    }
    if (!namespace || (hub !== '' && !memberOf(namespace.eventHubs, hub))) {
      throw amqpErrors.entityNotFound({ entity: entityUri(host, hub) });
    }
    if (!admitsLoopback(this.#world, namespace)) {
      throw amqpErrors.addressRefused();
    }
    return token.startsWith('SharedAccessSignature')
      ? this.#claimOfSignature(namespace, path, token)
      : this.#claimOfPrincipal(path, token);
  }

  /** Whether an audience is within a namespace; one without a host is. */
  #isOf(namespace: EventHubNamespace, audience: string): boolean {
    const host = audienceHost(audience);
    return host === '' || namespaceByHost(this.#world, host) === namespace;
  }

  async #claimOfPrincipal(path: string, token: string): Promise<Claim> {
    const caller = await this.#tokens.check(`Bearer ${token}`, tokenAudience);
    if (typeof caller !== 'string') {
      if (!isSignedIn(this.#world, caller)) {
        throw this.#ended();
      }
      const { exp = 0 } = decodeJwt(token);
      return { kind: 'principal', path, caller, expiresAt: exp * 1_000 };
    }
    if (caller === 'expired') {
      const { exp = 0 } = decodeJwt(token);
      throw amqpErrors.expiredToken({ expiry: toIso(exp * 1_000) });
    }
    throw caller === 'audience'
      ? amqpErrors.invalidAudience()
      : amqpErrors.invalidToken();
  }

  #claimOfSignature(
    namespace: EventHubNamespace,
    path: string,
    token: string,
  ): Claim {
    if (namespace.disableLocalAuth) {
      throw amqpErrors.localAuthDisabled();
    }
    const signature = parseSharedAccessSignature(token);
    if (
      !signature ||
      !this.#isOf(namespace, signature.resource) ||
      !coversPath(audiencePath(signature.resource), path)
    ) {
      throw amqpErrors.invalidToken();
    }
    for (const { rule } of rulesNamed(namespace, signature.keyName, path)) {
      for (const key of [rule.primaryKey, rule.secondaryKey]) {
        if (isSignedWith(signature, key)) {
          const expiresAt = signature.expiry * 1_000;
          if (expiresAt <= wallClockNow()) {
            throw amqpErrors.expiredToken({ expiry: toIso(expiresAt) });
          }
          return { kind: 'key', path, keyName: rule.name, key, expiresAt };
        }
      }
    }
    throw amqpErrors.invalidToken();
  }

  /** A token whose secret or principal has ended: to the client it is one that ran out. */
  #ended(): ServiceError {
    return amqpErrors.expiredToken({ expiry: toIso(this.#world.clock.now()) });
  }

  /** The claim that SASL PLAIN's name and key prove: it counts wherever a rule has them. */
  claimOfKey(keyName: string, key: string): Claim | undefined {
    const known = Object.values(this.#world.state.namespaces).some(namespace =>
      [
        namespace.authorizationRules,
        ...Object.values(namespace.eventHubs).map(
          hub => hub.authorizationRules,
        ),
      ].some(rules =>
        rules.some(
          rule =>
            rule.name === keyName &&
            (rule.primaryKey === key || rule.secondaryKey === key),
        ),
      ),
    );
    return known
      ? { kind: 'key', path: '', keyName, key, expiresAt: Infinity }
      : undefined;
  }

  /**
   * Why some claims do not allow something at an entity now; undefined when one
   * of them does.
   * @param path - of the link, e.g. `hub/consumergroups/g/partitions/0`
   */
  refusal(
    claims: readonly Claim[],
    entity: HubEntity,
    right: HubRight,
    path: string,
  ): ServiceError | undefined {
    let refusal: ServiceError | undefined;
    for (const claim of claims) {
      if (coversPath(claim.path, path.toLowerCase())) {
        refusal = this.#refusalOf(claim, entity, right, path.toLowerCase());
        if (!refusal) {
          return undefined;
        }
      }
    }
    return (
      refusal ??
      amqpErrors.unauthorized({
        right,
        resource: entityUri(
          `${entity.namespace.name}.servicebus.windows.net`,
          entity.hub.name,
        ),
      })
    );
  }

  #refusalOf(
    claim: Claim,
    entity: HubEntity,
    right: HubRight,
    path: string,
  ): ServiceError | undefined {
    if (claim.expiresAt <= wallClockNow()) {
      return amqpErrors.expiredToken({ expiry: toIso(claim.expiresAt) });
    }
    if (claim.kind === 'principal') {
      return isSignedIn(this.#world, claim.caller)
        ? refusalOfPrincipal(this.#world, entity, claim.caller.objectId, right)
        : this.#ended();
    }
    if (entity.namespace.disableLocalAuth) {
      return amqpErrors.localAuthDisabled();
    }
    const allowed = rulesNamed(entity.namespace, claim.keyName, path).some(
      ({ rule }) =>
        (rule.primaryKey === claim.key || rule.secondaryKey === claim.key) &&
        rule.rights.includes(right),
    );
    return allowed
      ? closedFor(this.#world, entity, right)
      : amqpErrors.unauthorized({
          right,
          resource: entityUri(
            `${entity.namespace.name}.servicebus.windows.net`,
            entity.hub.name,
          ),
        });
  }
}

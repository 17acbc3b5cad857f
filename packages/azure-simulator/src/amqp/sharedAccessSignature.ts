import { createHmac, timingSafeEqual } from 'node:crypto';
import { AuthorizationRule } from '../state';
import { HubEntity } from './hubEntity';
import { coversPath } from './hubAddress';

/** Text without percent-encoding; undefined when its escapes are broken. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** A parsed `SharedAccessSignature sr=...&sig=...&se=...&skn=...`. */
export interface SharedAccessSignature {
  /** The resource as it was signed: percent-encoded. */
  signedResource: string;
  resource: string;
  signature: string;
  /** Epoch seconds. */
  expiry: number;
  keyName: string;
}

/**
 * Reads a shared access signature token.
 * Source: https://learn.microsoft.com/azure/event-hubs/authenticate-shared-access-signature
 */
export function parseSharedAccessSignature(
  token: string,
): SharedAccessSignature | undefined {
  const text = /^SharedAccessSignature (.+)$/i.exec(token.trim())?.[1];
  if (!text) {
    return undefined;
  }
  // Not URLSearchParams: the signature covers the resource as it is encoded.
  const fields = Object.fromEntries(
    text.split('&').map(pair => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
  const expiry = Number(fields.se);
  const [resource, signature, keyName] = [
    fields.sr,
    fields.sig,
    fields.skn,
  ].map(field => decoded(field ?? ''));
  return resource && signature && keyName && Number.isFinite(expiry)
    ? { signedResource: fields.sr, resource, signature, expiry, keyName }
    : undefined;
}

/** Whether a key made the signature. */
export function isSignedWith(
  { signedResource, signature, expiry }: SharedAccessSignature,
  key: string,
): boolean {
  const expected = createHmac('sha256', key)
    .update(`${signedResource}\n${expiry}`)
    .digest();
  const given = Buffer.from(signature, 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** A rule with the path below which its keys count. */
export interface ScopedRule {
  rule: AuthorizationRule;
  /** Empty: the whole namespace. */
  path: string;
}

/** The rules with a name that count at a path: the hub's before the namespace's. */
export function rulesNamed(
  namespace: HubEntity['namespace'],
  keyName: string,
  path: string,
): ScopedRule[] {
  const named = (rules: AuthorizationRule[], rulePath: string) =>
    rules
      .filter(rule => rule.name.toLowerCase() === keyName.toLowerCase())
      .map(rule => ({ rule, path: rulePath }));
  return [
    ...Object.entries(namespace.eventHubs)
      .filter(([key]) => coversPath(key, path))
      .flatMap(([key, hub]) => named(hub.authorizationRules, key)),
    ...named(namespace.authorizationRules, ''),
  ];
}

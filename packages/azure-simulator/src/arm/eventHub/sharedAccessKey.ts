import { randomBytes } from 'node:crypto';
import { AuthorizationRule } from '../../state';

/** A shared access key as Event Hubs makes it: 32 random bytes in base64. */
export function newSharedAccessKey(): string {
  return randomBytes(32).toString('base64');
}

/** An authorization rule with fresh keys. */
export function newAuthorizationRule(
  name: string,
  rights: AuthorizationRule['rights'],
): AuthorizationRule {
  return {
    name,
    rights,
    primaryKey: newSharedAccessKey(),
    secondaryKey: newSharedAccessKey(),
  };
}

/** The rule that every namespace is born with. */
export function newRootRule(): AuthorizationRule {
  return newAuthorizationRule('RootManageSharedAccessKey', [
    'Listen',
    'Manage',
    'Send',
  ]);
}

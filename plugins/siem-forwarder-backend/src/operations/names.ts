import { createHash } from 'node:crypto';
import { ArmResourceId } from '../azure/ArmResourceId';

/**
 * Names of what is made for a forwarder. They follow from the specification
 * alone, so that a second run, or another replica, finds what the first made.
 */

/** Unique name and display name of the Entra application. */
export function applicationName(forwarder: string): string {
  return `siem-forwarder-${forwarder}`;
}

/** Name of the data export rule: 4 to 63 characters, a letter first. */
export function exportRuleName(forwarder: string): string {
  return `export-${forwarder}`;
}

/** Name of the secret in Key Vault: letters, digits and hyphens, at most 127. */
export function vaultSecretName(forwarder: string): string {
  return `siem-forwarder-${forwarder}`;
}

/** What the display names of all client secrets begin with that the portal issues. */
export const CLIENT_SECRET_PREFIX = 'siem-forwarder:';

/**
 * Display name of a client secret: tells which operation issued it, so that
 * one that was never delivered can be found and removed.
 */
export function clientSecretName(operationId: string): string {
  return `${CLIENT_SECRET_PREFIX}${operationId}`;
}

/** Entity ref of the forwarder. */
export function forwarderEntityRef(forwarder: string): string {
  return `resource:default/${forwarder}`;
}

// https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsofteventhub
const NAMESPACE_NAME_LENGTH = 50;

/**
 * A namespace name to offer for a workspace: readable, the same each time, and
 * with five hexadecimal digits of the workspace's id, since namespace names
 * are unique in the whole cloud.
 */
export function suggestedNamespaceName(workspaceId: ArmResourceId): string {
  const digits = createHash('sha256')
    .update(workspaceId.key)
    .digest('hex')
    .slice(0, 5);
  const readable = workspaceId.name
    .toLowerCase()
    .replace(/^law-/, '')
    .replace(/[^a-z0-9-]+/g, '-')
    .slice(0, NAMESPACE_NAME_LENGTH - 'evhns--'.length - digits.length)
    .replace(/^-+|-+$/g, '');
  return `evhns-${readable || 'siem'}-${digits}`;
}

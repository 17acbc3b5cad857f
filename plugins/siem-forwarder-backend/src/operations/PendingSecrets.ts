import { SecretText } from './SecretText';

/** A secret that was issued and is not yet delivered everywhere. */
export interface PendingSecret {
  keyId: string;
  /** ISO 8601. */
  endsAt: string;
  issuedAt: Date;
  text: SecretText;
}

/**
 * Secrets between the answers of a step, in this process's memory only.
 *
 * @remarks
 * Without it a SIEM that refuses a fresh secret for a while would cost a new
 * secret at each answer. A process that dies takes them along: the key is then
 * removed from the directory and another is issued.
 */
export class PendingSecrets {
  readonly #byOperation = new Map<string, PendingSecret>();

  put(operationId: string, secret: PendingSecret): void {
    this.#byOperation.set(operationId, secret);
  }

  get(operationId: string): PendingSecret | undefined {
    return this.#byOperation.get(operationId);
  }

  forget(operationId: string): void {
    this.#byOperation.delete(operationId);
  }
}

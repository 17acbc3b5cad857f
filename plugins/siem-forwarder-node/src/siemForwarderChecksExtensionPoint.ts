import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { ForwarderCheck } from './ForwarderCheck';

/**
 * Adds checks to those that every forwarder is asked.
 *
 * @public
 */
export interface SiemForwarderChecksExtensionPoint {
  /** Throws when the id is taken or names no stage, or when the check reads nothing. */
  addCheck(check: ForwarderCheck): void;
}

/**
 * See {@link SiemForwarderChecksExtensionPoint}.
 *
 * @public
 */
export const siemForwarderChecksExtensionPoint =
  createExtensionPoint<SiemForwarderChecksExtensionPoint>({
    id: 'siem-forwarder.checks',
  });

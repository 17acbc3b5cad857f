import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { SiemConnector } from './SiemConnector';

/**
 * Adds connectors for further kinds of SIEM.
 *
 * @public
 */
export interface SiemForwarderConnectorsExtensionPoint {
  /** Throws when the kind is served already. */
  addConnector(connector: SiemConnector): void;
}

/**
 * See {@link SiemForwarderConnectorsExtensionPoint}.
 *
 * @public
 */
export const siemForwarderConnectorsExtensionPoint =
  createExtensionPoint<SiemForwarderConnectorsExtensionPoint>({
    id: 'siem-forwarder.connectors',
  });

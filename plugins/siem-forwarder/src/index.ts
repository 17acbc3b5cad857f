/**
 * Frontend of the SIEM Forwarder plugin. The default export is for the new
 * frontend system; the named components are for the old one.
 *
 * @packageDocumentation
 */

export { siemForwarderFrontendPlugin as default } from './plugin';
export * from './api';
export {
  EntitySiemForwarderCard,
  EntitySiemForwarderContent,
  SiemForwarderPage,
  siemForwarderPlugin,
} from './legacy/siemForwarderPlugin';
export { detailsRouteRef, entityContentRouteRef, rootRouteRef } from './routes';
export { siemForwarderTranslationRef } from './translation';
export { isSiemForwarderAvailable } from 'backstage-plugin-siem-forwarder-common';

/**
 * Provisions forwarders of Defender for IoT alerts on Azure, and proves that
 * the alerts arrive in the SIEM.
 *
 * @packageDocumentation
 */

import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';

export { scaffolderModuleSiemForwarder } from './actions';
export { catalogModuleSiemForwarder } from './catalog';
export { siemForwarderPlugin } from './plugin';

/**
 * The plugin, its scaffolder module and its catalog module. A split backend
 * adds each, by its name, where it belongs.
 *
 * @public
 */
export default createBackendFeatureLoader({
  *loader() {
    yield import('./plugin').then(m => ({ default: m.siemForwarderPlugin }));
    yield import('./actions').then(m => ({
      default: m.scaffolderModuleSiemForwarder,
    }));
    yield import('./catalog').then(m => ({
      default: m.catalogModuleSiemForwarder,
    }));
  },
});

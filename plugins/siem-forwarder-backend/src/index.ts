/**
 * Provisions forwarders of Defender for IoT alerts on Azure, and proves that
 * the alerts arrive in the SIEM.
 *
 * @packageDocumentation
 */

import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { scaffolderModuleSiemForwarder } from './actions';
import { catalogModuleSiemForwarder } from './catalog';
import { siemForwarderPlugin } from './plugin';

export {
  catalogModuleSiemForwarder,
  scaffolderModuleSiemForwarder,
  siemForwarderPlugin,
};

/**
 * The plugin, its scaffolder module and its catalog module. A split backend
 * adds each, by its name, where it belongs.
 *
 * @public
 */
export default createBackendFeatureLoader({
  *loader() {
    yield siemForwarderPlugin;
    yield scaffolderModuleSiemForwarder;
    yield catalogModuleSiemForwarder;
  },
});

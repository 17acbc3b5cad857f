import { createApp } from '@backstage/frontend-defaults';
import { navModule } from './nav';

/**
 * The portal. Plugins are found among this package's dependencies
 * (`app.packages: all`), so that installing one is adding a dependency.
 */
export const app = createApp({ features: [navModule] });

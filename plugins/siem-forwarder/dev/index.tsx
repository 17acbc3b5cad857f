import '@backstage/cli/asset-types';
import { createDevApp } from '@backstage/frontend-dev-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import siemForwarderPlugin from '../src';
import { devCatalog } from './devCatalog';
import { devForwarders } from './devForwarders';
import { galleryPlugin } from './galleryPlugin';

// `yarn start` in this folder: /siem-forwarder, /catalog, /states, /form
createDevApp({
  features: [
    catalogPlugin,
    siemForwarderPlugin,
    devCatalog,
    devForwarders,
    galleryPlugin,
  ],
});

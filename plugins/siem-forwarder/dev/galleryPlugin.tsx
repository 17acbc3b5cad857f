import {
  createFrontendPlugin,
  createRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiGalleryLine, RiListCheck3 } from '@remixicon/react';
import { FormGallery } from './FormGallery';
import { StateGallery } from './StateGallery';

/** Pages that exist in the development app only. */
export const galleryPlugin = createFrontendPlugin({
  pluginId: 'gallery',
  title: 'Gallery',
  extensions: [
    PageBlueprint.make({
      name: 'states',
      params: {
        path: '/states',
        title: 'States',
        icon: <RiGalleryLine />,
        routeRef: createRouteRef(),
        loader: async () => <StateGallery />,
      },
    }),
    PageBlueprint.make({
      name: 'form',
      params: {
        path: '/form',
        title: 'Form',
        icon: <RiListCheck3 />,
        routeRef: createRouteRef(),
        loader: async () => <FormGallery />,
      },
    }),
  ],
});

import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { siemForwarderApiRef } from '../src';
import {
  FakeSiemForwarderApi,
  sampleForwarders,
  sampleReaderStopped,
} from '../src/__testUtils__';

/** A backend in memory. */
export const devForwarders = createFrontendModule({
  pluginId: 'siem-forwarder',
  extensions: [
    ApiBlueprint.make({
      params: define =>
        define({
          api: siemForwarderApiRef,
          deps: {},
          factory: () =>
            new FakeSiemForwarderApi([
              ...Object.values(sampleForwarders()),
              sampleReaderStopped(),
            ]),
        }),
    }),
  ],
});

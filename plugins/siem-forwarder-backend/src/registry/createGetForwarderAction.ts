import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { siemForwarderReadPermission } from 'backstage-plugin-siem-forwarder-common';
import { Reading } from '../api';
import { readForwarder } from './readForwarder';
import { forwarderInput, forwarderSchema } from './schemas';

/** Registers `get-forwarder`. */
export function createGetForwarderAction(
  actionsRegistry: ActionsRegistryService,
  reading: Pick<Reading, 'access' | 'auditor' | 'index' | 'reader'>,
): void {
  actionsRegistry.register({
    name: 'get-forwarder',
    title: 'Get a SIEM forwarder',
    description: `
Tells all that is known of one forwarder: its health, the five stages on the way to the SIEM (source, export,
transport, access, delivery), every check with its evidence, what is lost, and the values to type into the SIEM.

Nothing is asked of Azure or the SIEM: \`checkedAt\` says how old the answer is. For a short answer in sentences use
\`explain-forwarder\`; for a look now use \`check-forwarder\`. The secret is never told.

## Examples

- \`entityRef: "resource:default/austin-ot"\`, or just \`entityRef: "austin-ot"\`.
    `,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    visibilityPermission: siemForwarderReadPermission,
    schema: { input: forwarderInput, output: forwarderSchema },
    action: async ({ input, credentials }) => ({
      output: await readForwarder(
        reading,
        { entityRef: input.entityRef, credentials },
        (entityRef, who) => reading.reader.get(entityRef, who),
      ),
    }),
  });
}

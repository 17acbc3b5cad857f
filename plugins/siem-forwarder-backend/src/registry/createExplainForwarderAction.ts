import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { siemForwarderReadPermission } from 'backstage-plugin-siem-forwarder-common';
import { Reading } from '../api';
import { explain } from './explain';
import { explanationSchema } from './explanationSchema';
import { readForwarder } from './readForwarder';
import { forwarderInput } from './schemas';

/** Registers `explain-forwarder`. */
export function createExplainForwarderAction(
  actionsRegistry: ActionsRegistryService,
  reading: Pick<Reading, 'access' | 'audit' | 'auditor' | 'index' | 'reader'>,
): void {
  actionsRegistry.register({
    name: 'explain-forwarder',
    title: 'Explain a SIEM forwarder',
    description: `
Answers in sentences whether alerts reach the SIEM through one forwarder: why not, since when, by whose change, what
to do, and what is or will be lost.

Nothing is asked of Azure or the SIEM: \`checkedAt\` says how old the answer is; \`check-forwarder\` looks now.
Trouble that only follows from an earlier stage is named apart, in \`consequences\`: solve the cause, not those.

## Examples

- Why do no alerts arrive from Austin: \`entityRef: "austin-ot"\`.
    `,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    visibilityPermission: siemForwarderReadPermission,
    schema: { input: forwarderInput, output: explanationSchema },
    examples: [
      {
        title: 'A forwarder whose export rule was disabled',
        input: { entityRef: 'resource:default/austin-ot' },
        output: {
          entityRef: 'resource:default/austin-ot',
          health: 'failing',
          reaches: 'no',
          why: 'Export rule export-ot is disabled.',
          since: '2026-11-24T09:12:00.000Z',
          who: 'ops-admin@contoso.com, at 2026-11-24T09:11:48.000Z (Microsoft.OperationalInsights/workspaces/dataExports/write)',
          whatToDo: 'Turn the rule on again: set it to enabled.',
          loss: '7 rows are lost since 2026-11-24T09:12:00.000Z. Rows are counted in the workspace and at the export.',
          consequences: ['Nothing came into the event hub for an hour.'],
          checkedAt: '2026-11-24T10:20:00.000Z',
        },
      },
    ],
    action: async ({ input, credentials }) => ({
      output: await readForwarder(
        reading,
        { entityRef: input.entityRef, credentials },
        async (entityRef, who) => {
          const [health, { items }] = await Promise.all([
            reading.reader.get(entityRef, who),
            reading.audit.transitions(entityRef, { limit: 1 }, who),
          ]);
          return explain(health, items[0]);
        },
      ),
    }),
  });
}

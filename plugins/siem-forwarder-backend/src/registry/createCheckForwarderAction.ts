import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  ForwarderHealth,
  siemForwarderCheckPermission,
  siemForwarderReadPermission,
} from 'backstage-plugin-siem-forwarder-common';
import { Reading } from '../api';
import { explain } from './explain';
import { explanationSchema } from './explanationSchema';
import { forwarderRef, nameOf } from './readForwarder';
import { forwarderInput } from './schemas';

/** Registers `check-forwarder`. */
export function createCheckForwarderAction(
  actionsRegistry: ActionsRegistryService,
  reading: Pick<Reading, 'access' | 'auditor' | 'reader' | 'sweep'>,
): void {
  const { access, auditor, reader, sweep } = reading;
  actionsRegistry.register({
    name: 'check-forwarder',
    title: 'Check a SIEM forwarder now',
    description: `
Looks at one forwarder now: asks Azure and the SIEM, judges, stores, and explains the result. It changes nothing in
Azure or the SIEM. It may take a minute. Calls for the same forwarder at the same time share one look.

It needs the permission \`siem-forwarder.forwarder.check\` on the entity, which owners have as a rule. Use
\`explain-forwarder\` when an answer that is a few minutes old is good enough.
    `,
    // Azure and the SIEM are only read, but a judgement is stored.
    attributes: { readOnly: false, destructive: false, idempotent: true },
    visibilityPermission: siemForwarderReadPermission,
    schema: { input: forwarderInput, output: explanationSchema },
    async action({ input, credentials }) {
      const entityRef = forwarderRef(input.entityRef);
      const health = await auditor.run<ForwarderHealth>(
        {
          eventId: 'forwarder-check',
          request: undefined,
          meta: { entityRef, actor: nameOf(credentials) },
        },
        async () => {
          const who = await access.readerOf(
            credentials,
            siemForwarderReadPermission,
          );
          await reader.require(entityRef, who);
          await access.requireOn(who, siemForwarderCheckPermission, entityRef);
          await sweep.checkNow(entityRef);
          const result = await reader.get(entityRef, who);
          return { result, meta: { health: result.health } };
        },
      );
      return { output: explain(health) };
    },
  });
}

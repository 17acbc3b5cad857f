import { siemConnection } from '../siemConnection';
import { findApplication } from '../steps/registerApplication';
import { gone, kept, takingBack, Undo } from './Undo';

/** Removes input and account from the SIEM, where they are this forwarder's. */
export const undoSiemReader: Undo = async (entry, context) => {
  const { azure, journal, others, siem, signal, spec, target } = context;
  if (!siem?.configures) {
    return kept(
      `The portal does not configure the SIEM '${spec.siem}' any more; remove the forwarder's input there.`,
    );
  }
  const user = others.find(other => other.entityRef === target.entityRef);
  if (user) {
    return kept(`${user} is read by that input.`);
  }
  const [application, namespace] = await Promise.all([
    findApplication(context),
    azure.eventHubs.getNamespace(target.namespaceId, { signal }),
  ]);
  const clientId =
    application?.appId ?? (entry.previous?.clientId as string | undefined);
  const hostName =
    namespace?.hostName ?? (entry.previous?.hostName as string | undefined);
  await journal.write(takingBack(entry, 'delete'), () =>
    siem.disconnect(siemConnection(context, clientId, hostName), { signal }),
  );
  return gone;
};

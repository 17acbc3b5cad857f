import { refusalOf } from '../collect/admission';
import { CollectorSiems } from '../collect/Collector';
import { Forwarder } from '../collect/Forwarder';
import { Scopes } from '../scopes';
import { FleetDescription } from './FleetEntry';

/** What decides what may be shown of a forwarder. */
export interface DescriptionPolicy {
  scopes: Pick<Scopes, 'contains'>;
  siems: Pick<CollectorSiems, 'mayUse'>;
}

/** What the catalog and the configuration say of a forwarder. */
export function describeForwarder(
  forwarder: Forwarder,
  { scopes, siems }: DescriptionPolicy,
): FleetDescription {
  const { entityRef, definition, title, owner, siemId, exportRule, paused } =
    forwarder;
  const refusal = refusalOf(forwarder, scopes)?.message;
  const workspaceId = forwarder.workspace?.key;
  return {
    entityRef,
    definition,
    title,
    ...(owner ? { owner } : {}),
    ...(siemId && owner && siems.mayUse(siemId, owner) ? { siemId } : {}),
    ...(exportRule ? { subscriptionId: exportRule.subscriptionId } : {}),
    ...(workspaceId ? { workspaceId } : {}),
    ...(paused ? { paused } : {}),
    ...(refusal ? { refusal } : {}),
  };
}

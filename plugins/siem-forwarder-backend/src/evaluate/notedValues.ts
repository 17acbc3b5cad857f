import { NotedValue } from 'backstage-plugin-siem-forwarder-common';
import { FactName, Facts, FactSet } from '../collect/Facts';
import { Subject } from './Check';
import { newestSecret } from './checks/access';
import { HealthSettings } from './HealthSettings';
import { siemKinds } from './siemKinds';

/**
 * The values that the article tells people to note, as far as they are known.
 * Never the secret: its id, which tells secrets apart, is no secret.
 */
export function notedValues(
  facts: FactSet,
  subject: Subject,
  { portal }: HealthSettings,
): NotedValue[] {
  const { forwarder, siem, tenantId } = subject;
  const namespace = valueOf(facts, 'namespace');
  const hub = valueOf(facts, 'hub');
  const application = valueOf(facts, 'application');
  const hubId = forwarder.eventHub?.toString() ?? hub?.id;
  const hubName = forwarder.eventHub?.name ?? hub?.name;
  const secret = application && newestSecret(application);
  const credentials =
    application && portal?.applicationCredentials(application.appId);
  const values: (Omit<NotedValue, 'value' | 'url'> & {
    value: string | undefined;
    url?: string | null;
  })[] = [
    {
      id: 'host-name',
      label: 'Host name',
      value: namespace?.hostName,
      url: namespace && portal?.resource(namespace.id, tenantId),
    },
    {
      id: 'event-hub',
      label: 'Event hub',
      value: hubName,
      url: hubId && portal?.resource(hubId, tenantId),
    },
    {
      id: 'consumer-group',
      label: 'Consumer group',
      value: forwarder.consumerGroup,
    },
    { id: 'client-id', label: 'Client id', value: forwarder.applicationId },
    { id: 'tenant-id', label: 'Tenant id', value: tenantId },
    {
      id: 'secret-id',
      label: 'Secret id',
      value: secret?.keyId,
      url: credentials,
    },
    {
      id: 'search',
      label: 'Search',
      value: siem && siemKinds[siem.kind]?.search,
    },
  ];
  return values.flatMap(({ id, label, value, url }) =>
    value === undefined ? [] : [{ id, label, value, ...(url ? { url } : {}) }],
  );
}

/** The value of a fact, whatever its age. */
export function valueOf<K extends FactName>(
  facts: { [P in K]?: FactSet[P] },
  name: K,
): Facts[K] | undefined {
  const fact = facts[name];
  return fact && 'value' in fact ? (fact.value as Facts[K]) : undefined;
}

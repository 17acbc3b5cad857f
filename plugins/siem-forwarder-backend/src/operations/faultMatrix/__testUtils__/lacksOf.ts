import { ForwarderSpec } from 'backstage-plugin-siem-forwarder-common';
import { StateDump } from 'azure-simulator';

/** What a complete forwarder has exactly one of, and has not, a sentence each; none when it is complete. */
export function lacksOf(state: StateDump, spec: ForwarderSpec): string[] {
  const name = `siem-forwarder-${spec.name}`;
  const lacks: string[] = [];
  const exactlyOne = <T>(what: string, found: T[]): T | undefined => {
    if (found.length !== 1) {
      lacks.push(`There are ${found.length} of ${what}.`);
    }
    return found[0];
  };
  const { directory, namespaces, roleAssignments, splunk, vaults, workspaces } =
    state;
  const application = exactlyOne(
    'the application',
    Object.values(directory.applications).filter(
      ({ uniqueName }) => uniqueName === name,
    ),
  );
  const secret = exactlyOne(
    'its secret',
    application?.passwordCredentials ?? [],
  );
  const principal = exactlyOne(
    'its service principal',
    Object.values(directory.servicePrincipals).filter(
      ({ appId }) => appId === application?.appId,
    ),
  );
  exactlyOne(
    'its role',
    Object.values(roleAssignments).filter(
      ({ principalId }) => principalId === principal?.id,
    ),
  );
  const namespace = exactlyOne(
    'the namespace',
    Object.values(namespaces).filter(
      found => found.name === spec.namespace.name,
    ),
  );
  const hub = exactlyOne('the hub', Object.values(namespace?.eventHubs ?? {}));
  exactlyOne(
    'the consumer group',
    Object.values(hub?.consumerGroups ?? {}).filter(
      group => group.name === spec.eventHub.consumerGroup,
    ),
  );
  const workspace = workspaces[spec.workspaceId.toLowerCase()];
  const rule = exactlyOne('the rule', Object.values(workspace.dataExports));
  if (rule?.eventHubName !== hub?.name || rule?.enable !== true) {
    lacks.push('The rule does not export to the hub.');
  }
  const input = exactlyOne('the input', Object.values(splunk.inputs));
  if (input?.disabled || input?.fields.event_hub_name !== hub?.name) {
    lacks.push('The input does not read the hub.');
  }
  const account = exactlyOne('the account', Object.values(splunk.accounts));
  const [kept] = Object.values(vaults)
    .flatMap(({ secrets }) => Object.values(secrets))
    .filter(({ name: own, deletedDate }) => own === name && !deletedDate)
    .flatMap(({ versions }) =>
      [...versions].sort((a, b) => b.created - a.created),
    )
    .filter(({ value }) => value === secret?.secretText);
  if (!kept) {
    lacks.push('The vault does not have the secret.');
  }
  if (account?.clientSecret !== secret?.secretText) {
    lacks.push('The SIEM does not have the secret.');
  }
  return lacks;
}

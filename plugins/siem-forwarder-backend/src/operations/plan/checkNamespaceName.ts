import { Problem } from 'backstage-plugin-siem-forwarder-common';
import { caution, problem } from '../problems';
import { PlanContext } from './PlanContext';

/** The place of the namespace: its resource group, and a name that is free or ours. */
export async function checkNamespaceName(
  context: PlanContext,
): Promise<Problem[]> {
  const { provisioner, reader, scopes, signal, target } = context;
  const { namespaceId } = target;
  const group = `${namespaceId.resourceGroup}`;
  const [groupExists, existing] = await Promise.all([
    reader.resourceProviders.resourceGroupExists(
      namespaceId.subscriptionId,
      group,
      { signal },
    ),
    reader.eventHubs.getNamespace(namespaceId, { signal }),
  ]);
  if (!groupExists) {
    return [
      problem(
        'namespace.resourceGroup',
        'resource-group-missing',
        `There is no resource group '${group}' in the subscription ${namespaceId.subscriptionId}.`,
        "Create it, or leave the field empty to use the workspace's own.",
      ),
    ];
  }
  if (existing) {
    return [];
  }
  const elsewhere = (
    await reader.eventHubs.listNamespaces(namespaceId.subscriptionId, {
      signal,
    })
  ).find(({ id }) => id.name.toLowerCase() === namespaceId.name.toLowerCase());
  if (elsewhere && scopes.contains(target.owner, elsewhere.id)) {
    return [
      problem(
        'namespace.resourceGroup',
        'namespace-in-other-group',
        `The namespace '${namespaceId.name}' exists in the resource group '${elsewhere.id.resourceGroup}'.`,
        'Give that resource group to use it, or choose another name.',
      ),
    ];
  }
  if (!provisioner) {
    return [];
  }
  return askForName(provisioner, context);
}

async function askForName(
  provisioner: NonNullable<PlanContext['provisioner']>,
  { signal, target }: PlanContext,
): Promise<Problem[]> {
  const { namespaceId } = target;
  const answer = await provisioner.eventHubs
    .checkName(namespaceId.subscriptionId, namespaceId.name, { signal })
    .catch((error: Error) => ({ error }));
  if ('error' in answer) {
    return [
      caution(
        'namespace.name',
        'namespace-name-not-checked',
        `Whether the name '${namespaceId.name}' is free could not be asked: ${answer.error.message}`,
        'Azure will tell when the namespace is created.',
      ),
    ];
  }
  return answer.available
    ? []
    : [
        problem(
          'namespace.name',
          'namespace-name-taken',
          `The namespace name '${namespaceId.name}' cannot be used: ${
            answer.message ?? answer.reason ?? 'Azure gives no reason'
          }`,
          'Choose another name; names are unique in the whole cloud.',
        ),
      ];
}

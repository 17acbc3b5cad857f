import { command } from './PeopleCommand';
import { readDays } from './readers';

/** Incidents of Sentinel. */
export const incidentCommands = [
  command({
    syntax: 'create <workspaceId> [title]',
    description: 'make an incident of Defender for IoT, with its alert',
    run: (client, [workspaceId, title]) =>
      client.createIncident(workspaceId, { title }),
    say: ({ incidentNumber, incidentName }) =>
      `Incident ${incidentNumber} (${incidentName}) is made.`,
  }),
];

/** Alerts of Defender for IoT. */
export const alertCommands = [
  command({
    syntax: 'create <workspaceId> [title]',
    description:
      'make an alert of Defender for IoT; an enabled rule makes an incident of it',
    run: (client, [workspaceId, title]) =>
      client.createAlert(workspaceId, { title }),
    say: ({ systemAlertId, incident }) =>
      incident
        ? `Alert ${systemAlertId} is made, and incident ${incident.incidentNumber} of it.`
        : `Alert ${systemAlertId} is made, and no incident of it.`,
  }),
];

/** Data export rules. */
export const ruleCommands = [
  command({
    syntax: 'enable <ruleId>',
    description: 'enable a data export rule',
    run: (client, [ruleId]) => client.patchRule(ruleId, { enable: true }),
    say: (_, [ruleId]) => `${ruleId} is enabled.`,
  }),
  command({
    syntax: 'disable <ruleId>',
    description: 'disable a data export rule',
    run: (client, [ruleId]) => client.patchRule(ruleId, { enable: false }),
    say: (_, [ruleId]) => `${ruleId} is disabled.`,
  }),
  command({
    syntax: 'remove <ruleId>',
    description: 'delete a data export rule',
    run: (client, [ruleId]) => client.removeRule(ruleId),
    say: (_, [ruleId]) => `${ruleId} is deleted.`,
  }),
];

/** Client secrets. */
export const secretCommands = [
  command({
    syntax: 'expire <clientId>',
    description: 'let every secret of an application end now',
    run: (client, [appId]) => client.expireSecret(appId),
    say: (_, [appId]) => `Every secret of application ${appId} has ended.`,
  }),
  command({
    syntax: 'limit <days>',
    description: "limit the life of client secrets by policy; 'none' lifts it",
    run: (client, [days]) => client.setMaxSecretLifetime(readDays(days)),
    say: (_, [days]) =>
      days === 'none'
        ? 'Client secrets may live as long as is asked for.'
        : `Client secrets may live ${days} days.`,
  }),
];

/** Role assignments. */
export const roleCommands = [
  command({
    syntax: 'remove <clientId> [role]',
    description: 'remove the role assignments of an application, or one role',
    run: (client, [appId, roleName]) =>
      client.removeRoleAssignment(appId, { roleName }),
    say: removed => `${removed} role assignment(s) removed.`,
  }),
];

/** Resource providers of subscriptions. */
export const providerCommands = [
  command({
    syntax: 'register <subscriptionId> <namespace>',
    description: 'register a resource provider',
    run: (client, [subscriptionId, namespace]) =>
      client.setProvider(subscriptionId, namespace, true),
    say: (_, [subscriptionId, namespace]) =>
      `${namespace} is registered in ${subscriptionId}.`,
  }),
  command({
    syntax: 'unregister <subscriptionId> <namespace>',
    description: 'unregister a resource provider',
    run: (client, [subscriptionId, namespace]) =>
      client.setProvider(subscriptionId, namespace, false),
    say: (_, [subscriptionId, namespace]) =>
      `${namespace} is no longer registered in ${subscriptionId}.`,
  }),
];

/** What bites in production. */
export const behaviourCommands = [
  command({
    syntax: 'on <name>',
    description: 'switch on something that bites in production',
    run: (client, [name]) => client.setBehaviours({ [name]: true }),
    say: (_, [name]) => `${name} is on.`,
  }),
  command({
    syntax: 'off <name>',
    description: 'switch off something that bites in production',
    run: (client, [name]) => client.setBehaviours({ [name]: false }),
    say: (_, [name]) => `${name} is off.`,
  }),
];

/** Event Hubs namespaces. */
export const namespaceCommands = [
  command({
    syntax: 'fail <name>',
    description: 'let the next creation of a namespace end as Failed',
    run: (client, [name]) => client.failNextNamespaceCreation(name),
    say: (_, [name]) => `The next creation of namespace ${name} will fail.`,
  }),
];

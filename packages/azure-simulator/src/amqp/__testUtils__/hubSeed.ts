import { AuthorizationRight } from '../../state';
import { newAuthorizationRule } from '../../arm/eventHub/sharedAccessKey';
import { addApplication, addSecret } from '../../seed/addDirectory';
import {
  addHub,
  addNamespace,
  addRoleAssignment,
} from '../../seed/addResources';
import { plants, seedGuid, tenantId } from '../../seed/demoIds';
import { SeedContext } from '../../seed/Seed';
import { seedEmpty } from '../../seed/seedEmpty';
import { Identity } from './hubClients';

/** Namespace of the seeded hub. */
export const hubNamespace = plants.austin.namespaceName;

/** The seeded hub: four partitions, consumer groups `$Default` and `readers`. */
export const hubName = 'events';

/** Who is seeded, with which role and where. */
const people = {
  owner: ['Azure Event Hubs Data Owner', ''],
  sender: ['Azure Event Hubs Data Sender', `/eventhubs/${hubName}`],
  receiver: ['Azure Event Hubs Data Receiver', `/eventhubs/${hubName}`],
  groupReceiver: [
    'Azure Event Hubs Data Receiver',
    `/eventhubs/${hubName}/consumergroups/readers`,
  ],
  stranger: [undefined, ''],
} as const;

/** One of them. */
export type Person = keyof typeof people;

/** How a person signs in. */
export function identityOf(person: Person): Identity {
  return {
    tenantId,
    clientId: seedGuid(`hub test ${person}`),
    clientSecret: `secret of the ${person}`,
  };
}

/** A cloud with one hub, one identity for each right, and keys `send` and `listen` of the hub. */
export function seedHub(context: SeedContext) {
  const state = seedEmpty(context);
  const { now } = context;
  const namespace = addNamespace(state, plants.austin, now);
  const hub = addHub(namespace, hubName, ['readers'], now);
  const keys: AuthorizationRight[] = ['Send', 'Listen'];
  hub.authorizationRules = keys.map(right =>
    newAuthorizationRule(right.toLowerCase(), [right]),
  );
  for (const person of Object.keys(people) as Person[]) {
    const { clientId, clientSecret } = identityOf(person);
    const { application, servicePrincipal } = addApplication(state, {
      name: person,
      appId: clientId,
      now,
    });
    addSecret(application, {
      secretText: clientSecret,
      displayName: 'test',
      startsAt: now - 1_000,
      endsAt: now + 90 * 24 * 3_600_000,
    });
    const [roleName, path] = people[person];
    if (roleName) {
      addRoleAssignment(state, {
        principalId: servicePrincipal.id,
        roleName,
        scope: `${namespace.id}${path}`,
        now,
      });
    }
  }
  return state;
}

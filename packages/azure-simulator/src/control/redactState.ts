import { SimulatorState } from '../state';

const mask = '******';

/** A copy of the state without the values of secrets. */
export function redactState(state: SimulatorState): SimulatorState {
  const copy = structuredClone(state);
  for (const application of Object.values(copy.directory.applications)) {
    for (const password of application.passwordCredentials) {
      password.secretText = mask;
    }
  }
  for (const vault of Object.values(copy.vaults)) {
    for (const secret of Object.values(vault.secrets)) {
      for (const version of secret.versions) {
        version.value = mask;
      }
    }
  }
  for (const namespace of Object.values(copy.namespaces)) {
    for (const rule of [
      ...namespace.authorizationRules,
      ...Object.values(namespace.eventHubs).flatMap(
        hub => hub.authorizationRules,
      ),
    ]) {
      rule.primaryKey = mask;
      rule.secondaryKey = mask;
    }
  }
  for (const account of Object.values(copy.splunk.accounts)) {
    account.clientSecret = mask;
  }
  for (const account of Object.values(copy.splunk.storageAccounts)) {
    account.accountSecret = mask;
  }
  // What was there before may hold a secret.
  for (const scenario of copy.scenarios ?? []) {
    scenario.changes = [];
  }
  return copy;
}

import { randomBytes, randomUUID } from 'node:crypto';
import { fromIso, toIso } from '../clock/format';
import { stringAt } from '../http/json';
import { Application, PasswordCredential } from '../state';
import { World } from '../World';
import { graphErrors } from './graphErrors';

/** Life of a secret whose body names no end. Source: https://learn.microsoft.com/graph/api/application-addpassword */
const defaultLifetimeYears = 2;

const dayMilliseconds = 24 * 60 * 60 * 1000;

function newSecretText(): string {
  return `${randomBytes(2).toString('hex')}8Q~${randomBytes(24).toString(
    'base64url',
  )}`;
}

/** Adds a secret to an application; the only moment at which its text is told. */
export function addPassword(
  world: World,
  application: Application,
  body: unknown,
  now: number,
): PasswordCredential {
  const start = stringAt(body, 'passwordCredential', 'startDateTime');
  const end = stringAt(body, 'passwordCredential', 'endDateTime');
  const startsAt = start === undefined ? now : fromIso(start);
  const defaultEnd = new Date(startsAt);
  defaultEnd.setUTCFullYear(defaultEnd.getUTCFullYear() + defaultLifetimeYears);
  const endsAt = end === undefined ? defaultEnd.getTime() : fromIso(end);
  if (Number.isNaN(startsAt) || Number.isNaN(endsAt)) {
    throw graphErrors.invalidDateTime();
  }
  if (endsAt <= startsAt) {
    throw graphErrors.endBeforeStart();
  }
  const most = world.state.directory.maxSecretLifetimeDays;
  if (most !== null && endsAt - startsAt > most * dayMilliseconds) {
    throw graphErrors.lifetimeTooLong();
  }
  const secretText = newSecretText();
  const password: PasswordCredential = {
    keyId: randomUUID(),
    displayName: stringAt(body, 'passwordCredential', 'displayName') ?? null,
    startDateTime: toIso(startsAt),
    endDateTime: toIso(endsAt),
    hint: secretText.slice(0, 3),
    secretText,
    usableFrom: toIso(now + world.latencies.freshSecret),
  };
  application.passwordCredentials.push(password);
  return password;
}

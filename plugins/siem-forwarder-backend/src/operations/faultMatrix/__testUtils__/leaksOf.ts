import { StateDump } from 'azure-simulator';

/** The texts of all client secrets that are to be found in their places. */
export function secretTexts({
  directory,
  splunk,
  vaults,
}: StateDump): string[] {
  return [
    ...Object.values(directory.applications)
      .filter(({ uniqueName }) => uniqueName?.startsWith('siem-forwarder-'))
      .flatMap(({ passwordCredentials }) =>
        passwordCredentials.map(({ secretText }) => secretText),
      ),
    ...Object.values(vaults).flatMap(({ secrets }) =>
      Object.values(secrets).flatMap(({ versions }) =>
        versions.map(({ value }) => value),
      ),
    ),
    ...Object.values(splunk.accounts).map(({ clientSecret }) => clientSecret),
  ];
}

/** The places, besides their own, in which secrets are found in any of their forms. */
export function leaksOf(
  secrets: readonly string[],
  places: Record<string, unknown>,
): string[] {
  const forms = [...new Set(secrets)].flatMap(secret => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64').slice(0, -4),
  ]);
  return Object.entries(places)
    .filter(([, content]) => {
      const text = JSON.stringify(content, (_, value) =>
        value instanceof Error
          ? `${value.stack} ${JSON.stringify(value)}`
          : value,
      );
      return forms.some(form => text?.includes(form));
    })
    .map(([place]) => `A secret is in ${place}.`);
}

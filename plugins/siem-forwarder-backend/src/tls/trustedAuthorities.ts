import { readFileSync } from 'fs';
import tls from 'tls';
import { InputError } from '@backstage/errors';

/**
 * Certificate authorities to trust: the system's and those of a file. TLS
 * options replace the system's authorities, so they are listed too.
 *
 * @param file - path of a PEM file; `undefined` when none is configured
 * @param key - the configuration key, for the error
 * @returns PEM texts, or `undefined` without a file (the system's then apply)
 * @throws InputError that names the key and the file
 */
export function trustedAuthorities(
  file: string | undefined,
  key: string,
): string[] | undefined {
  if (!file) {
    return undefined;
  }
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch (error) {
    throw new InputError(
      `${key}: the file '${file}' cannot be read; name a readable PEM file with certificate authorities`,
      error,
    );
  }
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) {
    throw new InputError(
      `${key}: the file '${file}' holds no certificate; name a PEM file with certificate authorities`,
    );
  }
  return [...tls.getCACertificates('default'), pem];
}

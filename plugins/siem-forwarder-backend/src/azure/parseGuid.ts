import { InputError } from '@backstage/errors';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Reads the GUID of a subscription (or of anything else that Azure names by a
 * GUID), lower case.
 *
 * @param text - `a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10`
 * @param field - where the text comes from, for the error
 * @throws InputError that names the field and the value
 */
export function parseGuid(text: string, field: string): string {
  if (!GUID.test(text.trim())) {
    throw new InputError(
      `${field}: '${text}' is not a GUID; expected the form 00000000-0000-0000-0000-000000000000`,
    );
  }
  return text.trim().toLowerCase();
}

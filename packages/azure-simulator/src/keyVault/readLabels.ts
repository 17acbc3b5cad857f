import { stringAt, stringMapAt, valueAt } from '../http/json';
import { SecretVersion } from '../state';
import { vaultErrors } from './vaultErrors';

/** Source: https://learn.microsoft.com/azure/key-vault/secrets/about-secrets */
const limits = { tags: 15, contentType: 255 };

/** What a body says of a secret's contentType and tags; what it does not name is left out. */
export function readLabels(
  body: unknown,
): Partial<Pick<SecretVersion, 'contentType' | 'tags'>> {
  const contentType = stringAt(body, 'contentType');
  if (contentType !== undefined && contentType.length > limits.contentType) {
    throw vaultErrors.contentTypeTooLong();
  }
  const tags =
    valueAt(body, 'tags') === undefined ? undefined : stringMapAt(body, 'tags');
  const count = Object.keys(tags ?? {}).length;
  if (count > limits.tags) {
    throw vaultErrors.tooManyTags({ count });
  }
  return {
    ...(contentType === undefined ? {} : { contentType }),
    ...(tags === undefined ? {} : { tags }),
  };
}

import { InputError } from '@backstage/errors';

/**
 * The id of a resource group, parsed once; compared without regard to case.
 */
export class ResourceGroupId {
  /** GUID of the subscription, lower case. */
  readonly subscriptionId: string;
  readonly name: string;

  private constructor(subscriptionId: string, name: string) {
    this.subscriptionId = subscriptionId;
    this.name = name;
  }

  /**
   * Reads an id.
   *
   * @param text - `/subscriptions/{guid}/resourceGroups/{name}`
   * @param field - where the text comes from, for the error
   * @throws InputError that names the field and the value
   */
  static parse(text: string, field = 'resource group id'): ResourceGroupId {
    // Names: letters, digits, ( ) - _ . and not a dot at the end, see
    // https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
    const match =
      /^\/subscriptions\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/resourceGroups\/([\p{L}\p{N}_()\-.]{0,89}[\p{L}\p{N}_()\-])\/?$/iu.exec(
        text.trim(),
      );
    if (!match) {
      throw new InputError(
        `${field}: '${text}' is not the id of a resource group; expected /subscriptions/{subscription id}/resourceGroups/{name}`,
      );
    }
    return new ResourceGroupId(match[1].toLowerCase(), match[2]);
  }

  static of(subscriptionId: string, name: string): ResourceGroupId {
    return ResourceGroupId.parse(
      `/subscriptions/${subscriptionId}/resourceGroups/${name}`,
    );
  }

  /** Lower-cased text: a key for maps. */
  get key(): string {
    return this.toString().toLowerCase();
  }

  toString(): string {
    return `/subscriptions/${this.subscriptionId}/resourceGroups/${this.name}`;
  }

  toJSON(): string {
    return this.toString();
  }
}

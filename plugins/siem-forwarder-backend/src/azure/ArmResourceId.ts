import { InputError } from '@backstage/errors';

/**
 * The id of an Azure resource, parsed once.
 *
 * @remarks
 * Azure compares ids without regard to case, and services answer in a case of
 * their own: compare with {@link ArmResourceId.equals}, never as text.
 */
export class ArmResourceId {
  /** GUID of the subscription, lower case. */
  readonly subscriptionId: string;
  /** Name of the resource group; absent for resources of a subscription. */
  readonly resourceGroup: string | undefined;
  /** Provider namespace: `Microsoft.EventHub`. */
  readonly provider: string;
  /** Pairs of type and name below the provider. */
  readonly segments: readonly { type: string; name: string }[];
  readonly #text: string;

  private constructor(
    text: string,
    subscriptionId: string,
    resourceGroup: string | undefined,
    provider: string,
    segments: { type: string; name: string }[],
  ) {
    this.#text = text;
    this.subscriptionId = subscriptionId;
    this.resourceGroup = resourceGroup;
    this.provider = provider;
    this.segments = segments;
  }

  /**
   * Reads an id.
   *
   * @param text - `/subscriptions/{guid}/resourceGroups/{name}/providers/{provider}/{type}/{name}[/{type}/{name}...]`
   * @param field - where the text comes from, for the error
   * @throws InputError that names the field and the value
   */
  static parse(text: string, field = 'resource id'): ArmResourceId {
    const match =
      /^\/subscriptions\/([0-9a-f-]{36})(?:\/resourceGroups\/([^/]+))?\/providers\/([^/]+)\/([^/]+\/[^/]+(?:\/[^/]+\/[^/]+)*)\/?$/i.exec(
        text.trim(),
      );
    if (!match || match[0].split('/').some(isUnsafeSegment)) {
      throw new InputError(
        `${field}: '${text}' is not the id of an Azure resource; copy it from the resource's JSON view in the Azure portal (/subscriptions/…/resourceGroups/…/providers/…)`,
      );
    }
    const [, subscriptionId, resourceGroup, provider, rest] = match;
    const parts = rest.split('/');
    const segments: { type: string; name: string }[] = [];
    for (let i = 0; i < parts.length; i += 2) {
      segments.push({ type: parts[i], name: parts[i + 1] });
    }
    return new ArmResourceId(
      text.trim().replace(/\/$/, ''),
      subscriptionId.toLowerCase(),
      resourceGroup,
      provider,
      segments,
    );
  }

  /** Builds the id of a resource in a resource group. */
  static of(options: {
    subscriptionId: string;
    resourceGroup: string;
    provider: string;
    segments: [type: string, name: string][];
  }): ArmResourceId {
    const path = options.segments.map(pair => pair.join('/')).join('/');
    return ArmResourceId.parse(
      `/subscriptions/${options.subscriptionId}/resourceGroups/${options.resourceGroup}/providers/${options.provider}/${path}`,
    );
  }

  /** Name of the resource itself: that of the last segment. */
  get name(): string {
    return this.segments[this.segments.length - 1].name;
  }

  /** Full type, lower case: `microsoft.eventhub/namespaces/eventhubs`. */
  get type(): string {
    return [this.provider, ...this.segments.map(segment => segment.type)]
      .join('/')
      .toLowerCase();
  }

  /** The resource that contains this one, if any. */
  get parent(): ArmResourceId | undefined {
    if (this.segments.length < 2) {
      return undefined;
    }
    return ArmResourceId.parse(this.#text.split('/').slice(0, -2).join('/'));
  }

  /** The id of a resource below this one. */
  child(type: string, name: string): ArmResourceId {
    return ArmResourceId.parse(`${this.#text}/${type}/${name}`);
  }

  /** The id of the resource group. */
  get resourceGroupScope(): string {
    return `/subscriptions/${this.subscriptionId}/resourceGroups/${this.resourceGroup}`;
  }

  /** Lower-cased text: a key for maps. */
  get key(): string {
    return this.#text.toLowerCase();
  }

  equals(other: ArmResourceId | string | undefined): boolean {
    return other !== undefined && other.toString().toLowerCase() === this.key;
  }

  /** True when this id is the scope or lies below it. */
  isWithin(scope: string): boolean {
    const lower = scope.toLowerCase().replace(/\/$/, '');
    return this.key === lower || this.key.startsWith(`${lower}/`);
  }

  toString(): string {
    return this.#text;
  }

  toJSON(): string {
    return this.#text;
  }
}

/**
 * True for segments that no Azure resource is named with and that would change
 * the meaning of a request's path: `..`, reserved characters.
 */
function isUnsafeSegment(segment: string): boolean {
  return segment === '.' || segment === '..' || /[<>*%&:\\?#\s]/.test(segment);
}

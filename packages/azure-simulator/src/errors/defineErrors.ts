import { ErrorDetail, ServiceError } from '../http/ServiceError';

/** A refusal as the table of errors holds it. */
export interface ErrorSpecification {
  /** HTTP status. */
  readonly status: number;
  /** The service's error code. */
  readonly code: string;
  /** The service's sentence; `{name}` takes a value, `{{text}}` stands for `{text}`. */
  readonly message: string;
  /** When the service refuses so, for the documentation. */
  readonly when: string;
  /** Page or issue that the code and the sentence come from; the group's when absent. */
  readonly source?: string;
  /** Whether the sentence is ours, because no source has the service's. */
  readonly ownWords?: boolean;
  /** What ARM calls `target`; takes values like the message. */
  readonly target?: string;
  /** Inner code of services that nest one (Key Vault, Log Analytics, login). */
  readonly innerCode?: string;
  /** Response headers that always come with it; they take values like the message. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The errors of one service or resource provider. */
export interface ErrorGroup {
  /** Stable prefix of the errors' ids, e.g. `eventHub`. */
  readonly id: string;
  /** As the documentation names the service, e.g. `Microsoft.EventHub`. */
  readonly title: string;
  /** Where codes and sentences come from. */
  readonly source: string;
  /** Response headers of every error of the group. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, ErrorSpecification>>;
}

type PlaceholdersOf<Text extends string> =
  Text extends `${string}{${infer Name}}${infer Rest}`
    ? (Name extends `{${string}` ? never : Name) | PlaceholdersOf<Rest>
    : never;

type ValuesOf<Specification extends ErrorSpecification> =
  | PlaceholdersOf<Specification['message']>
  | (Specification['target'] extends string
      ? PlaceholdersOf<Specification['target']>
      : never)
  | (Specification['headers'] extends Readonly<Record<string, infer Header>>
      ? Header extends string
        ? PlaceholdersOf<Header>
        : never
      : never);

/** What a single refusal may add to its specification. */
export interface ErrorExtras {
  /** Further response headers, such as `Retry-After`. */
  headers?: Record<string, string>;
  /** What ARM calls `details`. */
  details?: ErrorDetail[];
  /** Whole inner error of services that nest them deeper (Log Analytics). */
  innerError?: Record<string, unknown>;
  /** The body is the bare sentence as text, as some providers answer instead of JSON. */
  plainText?: boolean;
}

type Builder<Specification extends ErrorSpecification> = [
  ValuesOf<Specification>,
] extends [never]
  ? (values?: Record<string, never>, extras?: ErrorExtras) => ServiceError
  : (
      values: Record<ValuesOf<Specification>, string | number>,
      extras?: ErrorExtras,
    ) => ServiceError;

/** A group with one function an error, which makes the refusal of its values. */
export type ErrorBuilders<
  Errors extends Readonly<Record<string, ErrorSpecification>>,
> = { readonly [Name in keyof Errors]: Builder<Errors[Name]> };

function fill(
  template: string,
  values: Record<string, string | number>,
): string {
  return template.replace(
    /\{\{([^{}]*)\}\}|\{([^{}]*)\}/g,
    (_, literal: string | undefined, name: string) =>
      literal === undefined ? String(values[name]) : `{${literal}}`,
  );
}

/**
 * Defines the errors of a service: the group for the table, and a function an
 * error that asks for just the values its sentence names.
 */
export function defineErrors<
  const Errors extends Readonly<Record<string, ErrorSpecification>>,
>(
  group: Omit<ErrorGroup, 'errors'>,
  errors: Errors,
): { group: ErrorGroup; builders: ErrorBuilders<Errors> } {
  const builders = Object.fromEntries(
    Object.entries(errors).map(([name, specification]) => [
      name,
      (
        values: Record<string, string | number> = {},
        extras: ErrorExtras = {},
      ) =>
        new ServiceError(
          specification.status,
          specification.code,
          fill(specification.message, values),
          {
            id: `${group.id}.${name}`,
            ...(specification.target
              ? { target: fill(specification.target, values) }
              : {}),
            ...(specification.innerCode
              ? { innerCode: specification.innerCode }
              : {}),
            ...(extras.details ? { details: extras.details } : {}),
            ...(extras.innerError ? { innerError: extras.innerError } : {}),
            ...(extras.plainText ? { plainText: true } : {}),
            headers: {
              ...group.headers,
              ...Object.fromEntries(
                Object.entries(specification.headers ?? {}).map(
                  ([header, value]) => [header, fill(value, values)],
                ),
              ),
              ...extras.headers,
            },
          },
        ),
    ]),
  );
  return {
    group: { ...group, errors },
    builders: builders as ErrorBuilders<Errors>,
  };
}

/**
 * What the facts of a forwarder are read from, and who throttles us there: a
 * subscription (its resources, metrics and rows), a tenant (its directory and
 * role assignments) or a SIEM instance.
 */
export type SourceKind = 'subscription' | 'tenant' | 'siem';

/** One place that many forwarders' facts are read from in one go. */
export interface Source {
  kind: SourceKind;
  /** Subscription or tenant id in lower case, or the SIEM's id of the configuration. */
  id: string;
}

/** Text by which a source is stored and compared: `subscription/<id>`. */
export function sourceKey({ kind, id }: Source): string {
  return `${kind}/${id}`;
}

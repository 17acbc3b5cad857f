import { parseEntityRef } from '@backstage/catalog-model';
import {
  AuditOperation,
  AuditResource,
  AuditTransition,
  Health,
  OperationKind,
  OperationStatus,
  Transition,
} from 'backstage-plugin-siem-forwarder-common';

/** What the list of forwarders says of one. */
export interface AuditedForwarder {
  title: string;
  owner?: string;
  definition?: string;
}

/** An operation with what it wrote. */
export interface AuditedOperation {
  id: string;
  kind: OperationKind;
  entityRef: string;
  /** Entity ref; absent where it is another's. */
  owner?: string;
  /** Entity ref of the user; absent where it is not to be told. */
  actor?: string;
  status: OperationStatus;
  dryRun: boolean;
  openedAt: string;
  closedAt?: string;
  /** What a step of it failed with last. */
  failure?: string;
  resources: AuditResource[];
}

const wordOf: Record<Health, string> = {
  failing: 'failing',
  degraded: 'degraded',
  unknown: 'unknown',
  pending: 'pending',
  quiet: 'quiet',
  healthy: 'healthy',
};

/** What each kind of operation does: infinitive and past, with the object. */
const verbsOf: Record<OperationKind, (title: string) => [string, string]> = {
  provision: title => [`make ${title}`, `Made ${title}`],
  rotate: title => [
    `rotate the credential of ${title}`,
    `Rotated the credential of ${title}`,
  ],
  repair: title => [`repair ${title}`, `Repaired ${title}`],
  change: title => [`change ${title}`, `Changed ${title}`],
  pause: title => [`pause ${title}`, `Paused ${title}`],
  resume: title => [`resume ${title}`, `Resumed ${title}`],
  adopt: title => [`adopt ${title}`, `Adopted ${title}`],
  decommission: title => [`decommission ${title}`, `Decommissioned ${title}`],
};

const sentenceOf: Record<
  OperationStatus,
  (verbs: [infinitive: string, past: string]) => string
> = {
  open: ([infinitive]) => `Set out to ${infinitive}`,
  done: ([, past]) => past,
  'rolling-back': ([infinitive]) =>
    `Set out to ${infinitive}, and is taking it back`,
  'rolled-back': ([infinitive]) => `Set out to ${infinitive}, and took it back`,
};

export function transitionEntry(
  transition: Transition,
  forwarder: AuditedForwarder | undefined,
): AuditTransition {
  const { id, at, entityRef, from, to, reason, reasons, cause } = transition;
  const changed = cause?.kind === 'activity' ? [cause.resource] : [];
  return {
    id: `transition:${id}`,
    kind: 'transition',
    at,
    ...named(entityRef, forwarder),
    ...(cause?.kind === 'activity' ? { who: cause.caller } : {}),
    what: from
      ? `${capitalized(wordOf[from])} became ${wordOf[to]}`
      : `First seen, ${wordOf[to]}`,
    why: reason,
    resources: distinct([...changed, ...(transition.resources ?? [])]),
    ...(from ? { from } : {}),
    to,
    reasons,
    ...(cause ? { cause } : {}),
  };
}

export function operationEntry(
  operation: AuditedOperation,
  forwarder: AuditedForwarder | undefined,
): AuditOperation {
  const { id, entityRef, status, dryRun, closedAt, failure } = operation;
  const known = named(entityRef, forwarder);
  const verbs = verbsOf[operation.kind](known.title);
  return {
    id: `operation:${id}`,
    kind: 'operation',
    at: operation.openedAt,
    ...known,
    ...(operation.owner ? { owner: operation.owner } : {}),
    ...(operation.actor ? { who: operation.actor } : {}),
    what: dryRun
      ? `Tried what it would take to ${verbs[0]}`
      : sentenceOf[status](verbs),
    ...(failure ? { why: failure } : {}),
    resources: operation.resources,
    operationId: id,
    operation: operation.kind,
    status,
    dryRun,
    ...(closedAt ? { closedAt } : {}),
  };
}

function named(entityRef: string, forwarder: AuditedForwarder | undefined) {
  return {
    entityRef,
    title: forwarder?.title ?? parseEntityRef(entityRef).name,
    ...(forwarder?.owner ? { owner: forwarder.owner } : {}),
  };
}

/** ARM ids are the same in any case; the Activity Log shouts. */
function distinct(ids: string[]): AuditResource[] {
  const byKey = new Map(ids.map(id => [id.toLocaleLowerCase('en-US'), id]));
  return [...byKey.values()].map(id => ({ name: id, id }));
}

function capitalized(word: string): string {
  return word[0].toUpperCase() + word.slice(1);
}

import { parseEntityRef } from '@backstage/catalog-model';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import {
  Health,
  Loss,
  Remedy,
  Transition,
} from 'backstage-plugin-siem-forwarder-common';

/** Topic under which users find, and mute, these notifications. */
export const NOTIFICATION_TOPIC = 'forwarder-health';

type NotificationPayload = NotificationSendOptions['payload'];
type Severity = NonNullable<NotificationPayload['severity']>;

/** Worst first, as the notifications plugin orders them. */
const severities: readonly Severity[] = ['critical', 'high', 'normal', 'low'];

const severityOf: Record<Health, Severity> = {
  failing: 'high',
  degraded: 'normal',
  unknown: 'low',
  pending: 'low',
  quiet: 'low',
  healthy: 'low',
};

/** What the owner can, or must, do something about. */
const isTrouble: Record<Health, boolean> = {
  failing: true,
  degraded: true,
  unknown: true,
  pending: false,
  quiet: false,
  healthy: false,
};

/** Looks that could not tell: what was known before still counts. */
const isBlind: Record<Health, boolean> = {
  failing: false,
  degraded: false,
  unknown: true,
  pending: true,
  quiet: false,
  healthy: false,
};

const predicate: Record<Health, string> = {
  failing: 'is failing',
  degraded: 'needs attention',
  unknown: 'could not be checked',
  pending: 'is too new to judge',
  quiet: 'has nothing to forward',
  healthy: 'is healthy again',
};

/** What is told besides the transition itself. */
export interface NotificationContext {
  /** The forwarder's name for people. */
  title: string;
  remedy?: Remedy;
  loss?: Loss;
}

/**
 * What the owner is told of a transition; undefined for changes that call for
 * nobody: a first look that finds no trouble, and changes between healthy,
 * quiet and pending.
 *
 * @remarks
 * The scope is the forwarder, so that a later notification, a recovery above
 * all, replaces the earlier one. Rows that are being lost for good make it
 * critical. A look that could not tell does not play down the trouble that was
 * there before.
 */
export function notificationOf(
  transition: Transition,
  context: NotificationContext,
): NotificationPayload | undefined {
  const { entityRef, from, to, reasons } = transition;
  if (!isTrouble[to] && !(from && isTrouble[from])) {
    return undefined;
  }
  return {
    title: `${context.title} ${predicate[to]}`,
    description: description(transition, context),
    link: linkOf(entityRef),
    severity: severity(transition, context.loss),
    topic: NOTIFICATION_TOPIC,
    scope: entityRef,
    metadata: {
      entityRef,
      health: to,
      ...(from ? { previousHealth: from } : {}),
      reasons,
    },
  };
}

function severity({ from, to }: Transition, loss: Loss | undefined): Severity {
  if (to === 'failing' && loss?.kind === 'losing' && !loss.endedAt) {
    return 'critical';
  }
  const now = severityOf[to];
  return from && isBlind[to] ? worse(now, severityOf[from]) : now;
}

function worse(one: Severity, other: Severity): Severity {
  return severities.indexOf(one) < severities.indexOf(other) ? one : other;
}

function description(
  { from, to, reason, cause }: Transition,
  { remedy }: NotificationContext,
): string {
  return [
    reason,
    ...(from && isTrouble[from] && isBlind[to]
      ? [`When it was last seen it was ${from}`]
      : []),
    ...(cause?.kind === 'activity'
      ? [`Changed by ${cause.caller} at ${cause.at}`]
      : []),
    ...(isTrouble[to] && remedy ? [`What to do: ${remedy.title}`] : []),
  ]
    .map(sentence => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`))
    .join(' ');
}

/** The forwarder's tab on its entity page, relative to the portal. */
function linkOf(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const path = [namespace, kind, name].map(encodeURIComponent).join('/');
  return `/catalog/${path}/siem-forwarder`;
}

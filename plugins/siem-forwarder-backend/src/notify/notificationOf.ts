import { parseEntityRef } from '@backstage/catalog-model';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import {
  Cause,
  Health,
  Loss,
  Remedy,
} from 'backstage-plugin-siem-forwarder-common';
import { OwnerNotice } from './OwnerNotices';
import { isBlind, isTrouble } from './trouble';

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

const predicate: Record<Health, string> = {
  failing: 'is failing',
  degraded: 'needs attention',
  unknown: 'could not be checked for a day',
  pending: 'is too new to judge',
  quiet: 'has nothing to forward',
  healthy: 'is healthy again',
};

/** How a forwarder is, for its owner. */
export interface News {
  entityRef: string;
  /** The forwarder's name for people. */
  title: string;
  health: Health;
  /** What the owner was told last. */
  told?: Pick<OwnerNotice, 'health' | 'trouble'>;
  /** The headline. */
  reason: string;
  /** Reason codes. */
  reasons: string[];
  cause?: Cause;
  remedy?: Remedy;
  loss?: Loss;
}

/**
 * What the owner is told of news.
 *
 * @remarks
 * The scope is the forwarder, so that a later notification, a recovery above
 * all, replaces the earlier one. Rows that are being lost for good make it
 * critical. A look that could not tell does not play down the trouble that he
 * was told of before.
 */
export function notificationOf(news: News): NotificationPayload {
  const { entityRef, title, health, told, reasons } = news;
  return {
    title: `${title} ${predicate[health]}`,
    description: description(news),
    link: linkOf(entityRef),
    severity: severity(news),
    topic: NOTIFICATION_TOPIC,
    scope: entityRef,
    metadata: {
      entityRef,
      health,
      ...(told ? { previousHealth: told.health } : {}),
      reasons,
    },
  };
}

/**
 * The last that a former owner is told of a forwarder that was not well: it
 * says nothing of whose it is now, or how.
 */
export function farewellOf({
  entityRef,
  title,
}: Pick<OwnerNotice, 'entityRef' | 'title'>): NotificationPayload {
  return {
    title: `${title} is no longer yours`,
    description: 'It has another owner, and nothing is left for you to do.',
    severity: 'low',
    topic: NOTIFICATION_TOPIC,
    scope: entityRef,
    metadata: { entityRef },
  };
}

function severity({ health, told, loss }: News): Severity {
  if (health === 'failing' && loss?.kind === 'losing' && !loss.endedAt) {
    return 'critical';
  }
  const now = severityOf[health];
  return told?.trouble && isBlind[health]
    ? worse(now, severityOf[told.trouble])
    : now;
}

function worse(one: Severity, other: Severity): Severity {
  return severities.indexOf(one) < severities.indexOf(other) ? one : other;
}

function description({ health, told, reason, cause, remedy }: News): string {
  return [
    reason,
    ...(told?.trouble && isBlind[health]
      ? [`When it was last seen it was ${told.trouble}`]
      : []),
    ...(cause?.kind === 'activity'
      ? [`Changed by ${cause.caller} at ${cause.at}`]
      : []),
    ...(remedy && (isTrouble[health] || health === 'unknown')
      ? [`What to do: ${remedy.title}`]
      : []),
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

import {
  AuditEntry,
  auditKinds,
  AuditQuery,
} from 'backstage-plugin-siem-forwarder-common';
import { DateTime } from 'luxon';

/** Periods that end now. */
export const recentPeriods = ['1d', '7d', '30d', '90d', 'all'] as const;

/** A period that ends now, or one between two days. */
export type AuditPeriod = (typeof recentPeriods)[number] | 'days';

const DEFAULT_PERIOD: AuditPeriod = '30d';

const daysOf: Record<(typeof recentPeriods)[number], number | undefined> = {
  '1d': 1,
  '7d': 7,
  '30d': 30,
  '90d': 90,
  all: undefined,
};

/** What a user has narrowed the audit to; lives in the URL, so that a view can be sent to others. */
export interface AuditFilters {
  period: AuditPeriod;
  /** First and last day (`2026-11-24`), in the reader's zone; only with the period `days`. */
  days?: { from: string; to: string };
  kind?: AuditEntry['kind'];
  /** Entity ref of an owner. */
  owner?: string;
  /** Entity ref of a forwarder. */
  forwarder?: string;
}

/** Reads filters from a URL's parameters; what they cannot mean is left out. */
export function readAuditFilters(parameters: URLSearchParams): AuditFilters {
  const days = readDays(parameters);
  return {
    period: days
      ? 'days'
      : recentPeriods.find(period => period === parameters.get('period')) ??
        DEFAULT_PERIOD,
    days,
    kind: auditKinds.find(kind => kind === parameters.get('kind')),
    owner: parameters.get('owner') || undefined,
    forwarder: parameters.get('forwarder') || undefined,
  };
}

function readDays(parameters: URLSearchParams): AuditFilters['days'] {
  const [from, to] = ['from', 'to'].map(name => parameters.get(name) ?? '');
  const valid = [from, to].every(
    day => /^\d{4}-\d\d-\d\d$/.test(day) && DateTime.fromISO(day).isValid,
  );
  return valid && from <= to ? { from, to } : undefined;
}

/** Writes filters as a URL's parameters; keeps the ones that are not ours. */
export function writeAuditFilters(
  { period, days, kind, owner, forwarder }: AuditFilters,
  parameters: URLSearchParams,
): URLSearchParams {
  const result = new URLSearchParams(parameters);
  const ours = {
    period: days || period === DEFAULT_PERIOD ? undefined : period,
    from: days?.from,
    to: days?.to,
    kind,
    owner,
    forwarder,
  };
  for (const [name, value] of Object.entries(ours)) {
    if (value) {
      result.set(name, value);
    } else {
      result.delete(name);
    }
  }
  return result;
}

/** Whether anything but the period is narrowed. */
export function hasAuditFilters(filters: AuditFilters): boolean {
  return Boolean(filters.kind || filters.owner || filters.forwarder);
}

/**
 * What the backend is asked for.
 *
 * @param now - the present, from which recent periods are counted
 */
export function auditQueryOf(
  { period, days, kind, owner, forwarder }: AuditFilters,
  now: Date,
): Omit<AuditQuery, 'cursor' | 'limit'> {
  return {
    ...(days ? betweenDays(days) : since(period, now)),
    ...(kind ? { kind } : {}),
    ...(owner ? { owner } : {}),
    ...(forwarder ? { forwarder } : {}),
  };
}

function betweenDays(days: { from: string; to: string }) {
  return {
    from: instant(DateTime.fromISO(days.from).startOf('day')),
    to: instant(DateTime.fromISO(days.to).plus({ days: 1 }).startOf('day')),
  };
}

function since(period: AuditPeriod, now: Date): { from?: string } {
  const days = period === 'days' ? undefined : daysOf[period];
  return days === undefined
    ? {}
    : { from: instant(DateTime.fromJSDate(now).minus({ days })) };
}

function instant(time: DateTime): string {
  return time.toJSDate().toISOString();
}

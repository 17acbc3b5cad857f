import { fromIso } from '../../clock/format';
import { idKey } from '../../ids/armId';
import { activityLogErrors } from './activityLogErrors';
import { keptFor } from './noteActivity';

/** Which events are asked for. */
export interface ActivityFilter {
  /** Epoch milliseconds. */
  from: number;
  to: number;
  resourceGroup?: string;
  /** Lower-cased ARM id. */
  resourceId?: string;
  provider?: string;
  correlationId?: string;
}

/** What can be asked for besides the time; one of them. */
const subjects = {
  resourcegroupname: 'resourceGroup',
  resourceuri: 'resourceId',
  resourceid: 'resourceId',
  resourceprovider: 'provider',
  correlationid: 'correlationId',
} as const;

const condition = /^(\w+)\s+(eq|ge|le)\s+(?:'([^']*)'|(\S+))$/i;

/**
 * Reads `$filter`, of which the service knows a few patterns: a time range, and
 * one of resource group, resource, provider and correlation id.
 *
 * @param now - epoch milliseconds
 * @see https://learn.microsoft.com/rest/api/monitor/activity-logs/list
 */
export function readFilter(text: string | null, now: number): ActivityFilter {
  if (!text) {
    throw activityLogErrors.invalidFilter({ problem: 'it is required' });
  }
  let from: number | undefined;
  const filter: ActivityFilter = { from: 0, to: now };
  const asked: string[] = [];
  for (const part of text.split(/\s+and\s+/i)) {
    const match = condition.exec(part.trim());
    if (!match) {
      throw activityLogErrors.invalidFilter({ problem: `'${part}'` });
    }
    const name = match[1].toLowerCase();
    const operator = match[2].toLowerCase();
    const value = match[3] ?? match[4];
    if (name === 'eventtimestamp' && operator !== 'eq') {
      const instant = fromIso(value);
      if (Number.isNaN(instant)) {
        throw activityLogErrors.invalidFilter({
          problem: `'${value}' is no time`,
        });
      }
      if (operator === 'ge') {
        from = instant;
      } else {
        filter.to = instant;
      }
    } else if (Object.hasOwn(subjects, name) && operator === 'eq') {
      asked.push(name);
      const member = subjects[name as keyof typeof subjects];
      filter[member] = member === 'resourceId' ? idKey(value) : value;
    } else if (
      (name !== 'eventchannels' && name !== 'levels') ||
      operator !== 'eq'
    ) {
      throw activityLogErrors.invalidFilter({ problem: `'${part}'` });
    }
  }
  if (from === undefined) {
    throw activityLogErrors.invalidFilter({
      problem: 'eventTimestamp ge is required',
    });
  }
  if (asked.length > 1) {
    throw activityLogErrors.invalidFilter({
      problem: `${asked.join(' and ')} cannot be combined`,
    });
  }
  if (from < now - keptFor) {
    throw activityLogErrors.tooOld();
  }
  return { ...filter, from };
}

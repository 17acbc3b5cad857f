import { Cause } from 'backstage-plugin-siem-forwarder-common';
import { AzureTenants } from '../azure/AzureTenants';
import { isAzureError } from '../azure/AzureError';
import { formatInstant } from '../evaluate/formatTime';
import { CauseFinder, ConfigurationTurn } from '../sweep/CauseFinder';
import { causeSubject, CauseSubject } from './causeSubject';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Clocks differ, and a change may lie between two readings of one look. */
const MARGIN = 15 * MINUTE;

/** How far back is looked where nobody looked before. */
const FIRST_LOOK = 7 * DAY;

/**
 * The log keeps 90 days; a little less is asked for, so that the call's own
 * time cannot make it refuse.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/platform/activity-log
 */
const LONGEST = 89 * DAY;

/**
 * Asks the Activity Log who changed the resource that a finding speaks of: one
 * call for a change of health.
 */
export class ActivityLogCauseFinder implements CauseFinder {
  readonly #tenants: Pick<AzureTenants, 'forSubscription'>;

  private constructor(tenants: Pick<AzureTenants, 'forSubscription'>) {
    this.#tenants = tenants;
  }

  static create(options: {
    tenants: Pick<AzureTenants, 'forSubscription'>;
  }): ActivityLogCauseFinder {
    return new ActivityLogCauseFinder(options.tenants);
  }

  async find(
    turn: ConfigurationTurn,
    options: { signal: AbortSignal },
  ): Promise<Cause> {
    const { at } = turn.transition;
    const subjects = turn.findings.map(finding =>
      causeSubject(finding, turn.forwarder, turn.state.facts),
    );
    const subject = subjects.find(
      (candidate): candidate is CauseSubject => typeof candidate !== 'string',
    );
    if (!subject) {
      return { kind: 'first-seen', at, because: String(subjects[0]) };
    }
    const from = beginning(turn, subject.checkId);
    const because = await this.#read(turn, subject, from, options);
    return typeof because === 'string'
      ? { kind: 'first-seen', at, because }
      : because;
  }

  async #read(
    { transition }: ConfigurationTurn,
    { checkId, scope, explains }: CauseSubject,
    from: string,
    options: { signal: AbortSignal },
  ): Promise<Cause | string> {
    const subscriptionId =
      'resource' in scope
        ? scope.resource.subscriptionId
        : scope.subscriptionId;
    const tenant = this.#tenants.forSubscription(subscriptionId);
    if (!tenant) {
      return `Subscription ${subscriptionId} is not configured, so its Activity Log is not read.`;
    }
    try {
      const changes = await tenant.sweeper.activityLog.changes(
        scope,
        { from, to: transition.at },
        options,
      );
      const change = changes.find(explains);
      return change
        ? { kind: 'activity', checkId, ...change }
        : `The Activity Log names no change since ${formatInstant(
            from,
          )}; it shows a change up to 20 minutes late.`;
    } catch (error) {
      if (isAzureError(error)) {
        return error.message;
      }
      throw error;
    }
  }
}

/** From when on the change must have happened: the last look at which all was well. */
function beginning(turn: ConfigurationTurn, checkId: string): string {
  const now = Date.parse(turn.transition.at);
  const before = turn.before?.evaluation.findings.find(
    finding => finding.checkId === checkId,
  );
  const seen = before?.observedAt ?? turn.before?.checkedAt;
  const from = seen ? Date.parse(seen) - MARGIN : now - FIRST_LOOK;
  return new Date(Math.max(from, now - LONGEST)).toISOString();
}

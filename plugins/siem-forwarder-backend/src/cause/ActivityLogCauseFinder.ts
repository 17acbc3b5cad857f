import { Cause } from 'backstage-plugin-siem-forwarder-common';
import { AzureTenants } from '../azure/AzureTenants';
import { isAzureError } from '../azure/AzureError';
import { formatInstant } from '../evaluate/formatTime';
import { CauseFinder, ConfigurationTurn } from '../sweep/CauseFinder';
import { causeSubject, CauseSubject } from './causeSubject';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * Clocks differ, and a list may be a minute old. A change that is older than
 * the last look at which all was well did not bring anything about.
 */
const MARGIN = 2 * MINUTE;

/**
 * The log shows an operation 3 to 20 minutes after it.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/platform/activity-log
 */
const LATE = 20 * MINUTE;

/** How far back is looked where nobody looked before. */
const FIRST_LOOK = 7 * DAY;

/**
 * The log keeps 90 days; a little less is asked for, so that the call's own
 * time cannot make it refuse.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/platform/activity-log
 */
const LONGEST = 89 * DAY;

type FirstSeen = Extract<Cause, { kind: 'first-seen' }>;

/**
 * Asks the Activity Log who changed the resource that a finding speaks of: one
 * call for a change of health, and another where the log is late.
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
    return this.#read(turn, subject, options);
  }

  async #read(
    turn: ConfigurationTurn,
    { checkId, scope, explains }: CauseSubject,
    options: { signal: AbortSignal },
  ): Promise<Cause> {
    const { transition } = turn;
    const firstSeen = (because: string): FirstSeen => ({
      kind: 'first-seen',
      at: transition.at,
      because,
    });
    const subscriptionId =
      'resource' in scope
        ? scope.resource.subscriptionId
        : scope.subscriptionId;
    const tenant = this.#tenants.forSubscription(subscriptionId);
    if (!tenant) {
      return firstSeen(
        `Subscription ${subscriptionId} is not configured, so its Activity Log is not read.`,
      );
    }
    const from = turn.from ?? beginning(turn, checkId);
    try {
      const changes = await tenant.sweeper.activityLog.changes(
        scope,
        { from, to: transition.at },
        options,
      );
      const explaining = changes.filter(explains);
      const callers = [...new Set(explaining.map(({ caller }) => caller))];
      if (callers.length > 1) {
        // The log does not say what a write changed: it was any of them.
        return firstSeen(
          `One of ${callers.join(', ')} changed it since ${formatInstant(
            from,
          )}; the Activity Log does not say what each of them changed.`,
        );
      }
      const [change] = explaining;
      if (change) {
        return { kind: 'activity', checkId, ...change };
      }
      const nobody = firstSeen(
        `The Activity Log names no change since ${formatInstant(from)}.`,
      );
      return turn.from
        ? nobody
        : {
            ...nobody,
            askAgain: {
              after: new Date(Date.parse(transition.at) + LATE).toISOString(),
              from,
            },
          };
    } catch (error) {
      if (isAzureError(error)) {
        return firstSeen(error.message);
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

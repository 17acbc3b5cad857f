import {
  CheckStatus,
  Finding,
  ForwarderHealth,
  Health,
} from 'backstage-plugin-siem-forwarder-common';
import { reaches } from './explanationSchema';

/** Whether alerts reach the SIEM, as far as is known. */
export type Reaches = (typeof reaches)[number];

const ofHealth: Record<Exclude<Health, 'failing' | 'degraded'>, Reaches> = {
  unknown: 'not known',
  pending: 'unproven',
  quiet: 'unproven',
  healthy: 'yes',
};

const ofArrival: Record<Exclude<CheckStatus, 'skipped'>, Reaches> = {
  ok: 'yes',
  warning: 'yes',
  failing: 'no',
  pending: 'unproven',
  quiet: 'unproven',
  unknown: 'not known',
};

/** What stands between the portal and the SIEM, but not between the rows and it. */
const ownSight = ['token-ended', 'siem-unreachable', 'siem-token-refused'];

/**
 * Whether alerts reach the SIEM: `yes` only where something proves it, and `no`
 * only where something stands in their way.
 */
export function reachesSiem({
  health,
  findings,
}: Pick<ForwarderHealth, 'health' | 'findings'>): Reaches {
  if (health === 'degraded') {
    return arrival(findings);
  }
  if (health !== 'failing') {
    return ofHealth[health];
  }
  const failures = findings.filter(({ status }) => status === 'failing');
  const isBlind =
    failures.length > 0 &&
    failures.every(({ reason }) => ownSight.includes(reason));
  return isBlind ? arrival(findings) : 'no';
}

/** By the arrivals, or, of a SIEM that does not tell them, by who reads the hub. */
function arrival(findings: Finding[]): Reaches {
  for (const id of ['delivery/events-arriving', 'delivery/consumer-reading']) {
    const status = findings.find(({ checkId }) => checkId === id)?.status;
    if (status && status !== 'skipped') {
      return ofArrival[status];
    }
  }
  return 'not known';
}

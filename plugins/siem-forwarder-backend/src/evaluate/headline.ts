import {
  Cause,
  CheckStatus,
  Finding,
  Health,
  Loss,
  Proof,
} from 'backstage-plugin-siem-forwarder-common';
import { Subject } from './Check';
import { siemTitle } from './checks/siemSubject';
import { lossHeadline, lossSentence } from './loss/lossTexts';
import { capitalised, rowsNoun } from './nouns';

/** What the headline says, and the finding that it speaks of. */
export interface Headline {
  headline: string;
  detail?: string;
  /** The finding whose sentence it is. */
  finding?: Finding;
}

interface HeadlineOptions {
  health: Health;
  findings: readonly Finding[];
  /** Second sentences of answers, by check id. */
  details: ReadonlyMap<string, string>;
  subject: Subject;
  proof?: Proof;
  loss?: Loss;
  cause?: Cause;
}

/** The status whose first finding, in flow order, explains a health. */
const explainedBy: Record<Health, CheckStatus> = {
  failing: 'failing',
  degraded: 'warning',
  unknown: 'unknown',
  pending: 'pending',
  quiet: 'quiet',
  healthy: 'ok',
};

/** Checks that say what the loss says. */
const lossChecks = ['export/rows-lost', 'delivery/backlog-age'];

/** Counts of what the headline counts already, and by other rules. */
const countedTwice = [...lossChecks, 'export/records-exported'];

/** One sentence that says whether rows reach the SIEM, true whenever it is read. */
export function headlineOf(options: HeadlineOptions): Headline {
  const { health, findings, details, loss, cause } = options;
  if (health === 'healthy' || health === 'quiet') {
    return goodHeadline(options);
  }
  const decisive = findings.filter(
    ({ status }) => status === explainedBy[health],
  );
  const finding =
    decisive.find(({ consequenceOf }) => !consequenceOf) ?? decisive[0];
  const explained =
    loss && loss.checkId === finding.checkId
      ? lossHeadline(loss, finding.message, cause)
      : undefined;
  const consequence = findings.find(
    ({ checkId, consequenceOf }) =>
      consequenceOf === finding.checkId &&
      !(explained ? countedTwice : lossChecks).includes(checkId),
  );
  const detail = [
    consequence?.message,
    details.get(finding.checkId),
    explained || !loss || lossChecks.includes(finding.checkId)
      ? undefined
      : lossSentence(loss),
  ]
    .filter(Boolean)
    .join(' ');
  return {
    headline: explained ?? finding.message,
    ...(detail ? { detail } : {}),
    finding,
  };
}

function goodHeadline({
  health,
  findings,
  subject,
  proof,
}: HeadlineOptions): Headline {
  const rows = rowsNoun(subject.forwarder);
  const siem = siemTitle(subject);
  const statusOf = (id: string) =>
    findings.find(({ checkId }) => checkId === id)?.status;
  const arriving = findings.find(
    ({ checkId }) => checkId === 'delivery/events-arriving',
  );
  if (arriving?.status === 'ok') {
    return {
      headline: `${capitalised(rows)} reach ${siem}.`,
      detail: arriving.message,
    };
  }
  if (statusOf('delivery/consumer-reading') === 'ok' && !proof) {
    return {
      headline: `${capitalised(rows)} are read from the event hub.`,
      detail: subject.siem
        ? `${siem} cannot be asked whether they arrive.`
        : undefined,
    };
  }
  return health === 'healthy'
    ? {
        headline: `Nothing to forward; ${siem} has received ${rows} before.`,
        detail: 'The configuration is right at every hop.',
      }
    : {
        headline: 'Nothing to forward.',
        detail: `The configuration is right at every hop; no ${rows} have proven it lately.`,
      };
}

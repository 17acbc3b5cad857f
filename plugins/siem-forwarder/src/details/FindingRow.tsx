import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Link } from '@backstage/ui';
import { Finding } from 'backstage-plugin-siem-forwarder-common';
import { checkStatusPresentation, RemedyText, StatusIcon } from '../status';
import tones from '../status/tone.module.css';
import { RelativeTime } from '../time';
import { siemForwarderTranslationRef } from '../translation';
import { EvidenceDisclosure } from './EvidenceDisclosure';
import styles from './FindingRow.module.css';

/** One check: its answer, since when, why we believe so, what to do. */
export function FindingRow(props: { finding: Finding; causeTitle?: string }) {
  const { finding, causeTitle } = props;
  const { status, remedy } = finding;
  const { t } = useTranslationRef(siemForwarderTranslationRef);

  return (
    <li
      className={`${tones.tone} ${styles.row}`}
      data-tone={checkStatusPresentation[status].tone}
      data-consequence={finding.consequenceOf ? true : undefined}
    >
      <StatusIcon status={status} />
      <div>
        <div className={styles.head}>
          <span className={styles.title}>{finding.title}</span>
          <span className={styles.meta}>
            {t('details.since', { time: <RelativeTime at={finding.since} /> })}
          </span>
        </div>
        <p
          className={styles.message}
          data-calm={status === 'ok' || status === 'skipped' || undefined}
        >
          {finding.message}
        </p>
        {causeTitle && (
          <p className={styles.consequence}>
            {t('details.consequenceOf', { title: causeTitle })}
          </p>
        )}
        {remedy && (
          <p className={styles.remedy}>
            <strong>{remedy.title}.</strong> <RemedyText remedy={remedy} />{' '}
            {remedy.url && (
              <Link href={remedy.url} target="_blank" rel="noopener noreferrer">
                {t('card.openRemedy')}
              </Link>
            )}
          </p>
        )}
        <EvidenceDisclosure title={finding.title} evidence={finding.evidence} />
      </div>
    </li>
  );
}

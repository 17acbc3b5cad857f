import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { VisuallyHidden } from '@backstage/ui';
import { Evidence } from 'backstage-plugin-siem-forwarder-common';
import { RelativeTime } from '../time';
import { siemForwarderTranslationRef } from '../translation';
import styles from './EvidenceDisclosure.module.css';

/** What was read for an answer, from which resource and when; folded until asked for. */
export function EvidenceDisclosure(props: {
  title: string;
  evidence: Evidence[];
}) {
  const { title, evidence } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  if (evidence.length === 0) {
    return null;
  }
  return (
    <details className={styles.disclosure}>
      <summary>
        <span aria-hidden="true">{t('details.evidence')}</span>
        <VisuallyHidden>{t('details.evidenceOf', { title })}</VisuallyHidden>
      </summary>
      <ul className={styles.list}>
        {evidence.map(({ label, value, resource, observedAt }) => (
          <li key={`${label}|${resource ?? ''}`} className={styles.item}>
            {label}: <span className={styles.value}>{value}</span>
            {resource && <div className={styles.resource}>{resource}</div>}
            <div className={styles.read}>
              {t('details.read', { time: <RelativeTime at={observedAt} /> })}
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}

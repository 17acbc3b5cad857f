import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { AuditEntry } from 'backstage-plugin-siem-forwarder-common';
import { siemForwarderTranslationRef } from '../translation';
import styles from './AuditTable.module.css';

/** Who did it: a user of the portal, or the caller that the Activity Log names. */
export function AuditWho({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslationRef(siemForwarderTranslationRef);

  if (entry.kind === 'operation') {
    return (
      <div className={styles.cell}>
        {entry.who ? (
          <EntityRefLink entityRef={entry.who} defaultKind="user" />
        ) : (
          <span className={styles.quiet}>{t('audit.nobody')}</span>
        )}
        <span className={styles.quiet}>{t('audit.inPortal')}</span>
      </div>
    );
  }
  const { cause } = entry;
  if (cause?.kind === 'activity') {
    return (
      <div className={styles.cell}>
        <span>{cause.caller}</span>
        <span className={styles.quiet}>{t('audit.inAzure')}</span>
      </div>
    );
  }
  return (
    <div className={styles.cell}>
      <span className={styles.quiet}>
        {cause ? t('audit.nobody') : t('audit.noChange')}
      </span>
      {cause && <span className={styles.quiet}>{cause.because}</span>}
    </div>
  );
}

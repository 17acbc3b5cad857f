import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Alert } from '@backstage/ui';
import { ReactNode } from 'react';
import { Check } from '../live';
import { RelativeTime } from '../time';
import { siemForwarderTranslationRef } from '../translation';
import { RunCheckButton } from './RunCheckButton';
import styles from './CardFooterBar.module.css';

/** When it was checked, and what to do from here. */
export function CardFooterBar(props: {
  checkedAt?: string;
  check: Check;
  action?: ReactNode;
}) {
  const { checkedAt, check, action } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);

  return (
    <div className={styles.bar}>
      {check.error && (
        <div className={styles.error}>
          <Alert
            status="warning"
            icon
            title={t('card.checkFailed')}
            description={check.error.message}
          />
        </div>
      )}
      <span className={styles.checked}>
        {checkedAt
          ? t('card.checked', { time: <RelativeTime at={checkedAt} /> })
          : t('card.notChecked')}
        {check.allowed === false && (
          <>
            {'. '}
            {t('card.checkDenied')}
          </>
        )}
      </span>
      <div className={styles.actions}>
        <RunCheckButton check={check} />
        {action}
      </div>
    </div>
  );
}

import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Cause } from 'backstage-plugin-siem-forwarder-common';
import { RelativeTime } from '../time';
import { siemForwarderTranslationRef } from '../translation';
import styles from './CauseLine.module.css';

/** Who brought a change of health about, with the operation and its resource. */
export function CauseLine({ cause }: { cause: Cause }) {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  if (cause.kind === 'first-seen') {
    return (
      <p className={styles.cause}>
        {t('details.nobodyKnown', { because: cause.because })}
      </p>
    );
  }
  return (
    <p className={styles.cause} title={cause.resource}>
      {t('details.changedBy', {
        caller: <strong>{cause.caller}</strong>,
        time: <RelativeTime at={cause.at} />,
      })}
      <code className={styles.operation}>{cause.operation}</code>
    </p>
  );
}

import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Text } from '@backstage/ui';
import { Operation } from 'backstage-plugin-siem-forwarder-common';
import tones from '../status/tone.module.css';
import { RelativeTime } from '../time';
import { siemForwarderTranslationRef } from '../translation';
import { OperationControls } from './OperationControls';
import styles from './OperationsCard.module.css';

/** What failed, since when, and what can be done about it. */
export function OperationFailure(props: {
  operation: Operation;
  onChange: () => void;
}) {
  const { operation, onChange } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  return (
    <section
      className={`${tones.tone} ${styles.trouble}`}
      data-tone="negative"
      aria-label={t('operations.failed')}
    >
      {operation.failures?.map(({ step, message, at }) => (
        <div key={step}>
          <p className={styles.title}>
            <code>{step}</code>
            <RelativeTime at={at} className={styles.part} />
          </p>
          <p className={styles.message}>{message}</p>
        </div>
      ))}
      {!operation.dryRun && (
        <>
          <OperationControls operation={operation} onChange={onChange} />
          <Text as="p" variant="body-small" color="secondary">
            {t('operations.choices')}
          </Text>
        </>
      )}
    </section>
  );
}

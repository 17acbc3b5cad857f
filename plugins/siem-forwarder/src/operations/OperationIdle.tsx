import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Text } from '@backstage/ui';
import { Operation } from 'backstage-plugin-siem-forwarder-common';
import tones from '../status/tone.module.css';
import { formatAbsolute } from '../time';
import { siemForwarderTranslationRef } from '../translation';
import { OperationControls } from './OperationControls';
import styles from './OperationsCard.module.css';

/** Since when nobody works at an open operation, and what can be done about it. */
export function OperationIdle(props: {
  operation: Operation;
  since: string;
  onChange: () => void;
}) {
  const { operation, since, onChange } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const title = t('operations.idle', { time: formatAbsolute(since) });
  return (
    <section
      className={`${tones.tone} ${styles.trouble}`}
      data-tone="warning"
      aria-label={title}
    >
      <p className={styles.title}>{title}</p>
      <OperationControls operation={operation} onChange={onChange} />
      <Text as="p" variant="body-small" color="secondary">
        {t('operations.idleChoices')}
      </Text>
    </section>
  );
}

import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Text } from '@backstage/ui';
import { siemForwarderTranslationRef } from '../translation';
import styles from './AuditContent.module.css';

/** Why the time line is empty: nothing happened, or nothing matches. */
export function AuditEmpty(props: { filtered: boolean }) {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  return (
    <div className={styles.empty}>
      <Text as="h3" variant="body-large" weight="bold">
        {props.filtered ? t('audit.noMatch') : t('audit.empty')}
      </Text>
      <Text as="p" color="secondary">
        {props.filtered ? t('audit.noMatchText') : t('audit.emptyText')}
      </Text>
    </div>
  );
}

import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Text } from '@backstage/ui';
import { siemForwarderTranslationRef } from '../translation';
import styles from './FleetContent.module.css';

/** Why the table is empty: nothing is there, or nothing matches. */
export function FleetEmpty(props: { filtered: boolean }) {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  return (
    <div className={styles.empty}>
      <Text as="h3" variant="body-large" weight="bold">
        {props.filtered ? t('fleet.noMatch') : t('fleet.empty')}
      </Text>
      <Text as="p" color="secondary">
        {props.filtered ? t('fleet.noMatchText') : t('fleet.emptyText')}
      </Text>
    </div>
  );
}

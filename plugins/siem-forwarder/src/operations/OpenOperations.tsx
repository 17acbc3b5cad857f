import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Card, CardBody, CardHeader } from '@backstage/ui';
import { siemForwarderTranslationRef } from '../translation';
import { OperationItem } from './OperationItem';
import { useOpenOperations } from './useOpenOperations';
import styles from './OperationsCard.module.css';

/**
 * Operations that are not at their end, of all forwarders. A forwarder whose
 * making failed has no page yet: here it is gone on with, or rolled back.
 */
export function OpenOperations() {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  // Without it the page is what it was: the list of forwarders says what fails.
  const { value, reload } = useOpenOperations();
  if (!value?.length) {
    return null;
  }
  return (
    <Card>
      <CardHeader>
        <h2 className={styles.heading}>{t('operations.open')}</h2>
      </CardHeader>
      <CardBody>
        <ol className={styles.list} aria-label={t('operations.open')}>
          {value.map(operation => (
            <OperationItem
              key={operation.id}
              operation={operation}
              named
              onChange={reload}
            />
          ))}
        </ol>
      </CardBody>
    </Card>
  );
}

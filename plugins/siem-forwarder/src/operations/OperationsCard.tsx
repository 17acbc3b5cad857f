import { ResponseErrorPanel } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Skeleton, Text } from '@backstage/ui';
import { siemForwarderTranslationRef } from '../translation';
import { OperationButtons } from './OperationButtons';
import { OperationItem } from './OperationItem';
import { useOperations } from './useOperations';
import styles from './OperationsCard.module.css';

/** What can be done with a forwarder, what is being done, and what was. */
export function OperationsCard(props: { entityRef: string; paused: boolean }) {
  const { entityRef, paused } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const { value, error, reload } = useOperations(entityRef);
  // The plan in a dialog is a dry run: it is nobody's history.
  const shown = value?.filter(
    ({ dryRun, driver }) => !dryRun || driver === 'task',
  );

  return (
    <EntityInfoCard title={t('operations.title')}>
      <div className={styles.card}>
        {error && <ResponseErrorPanel error={error} />}
        {!value && !error && <Skeleton width="100%" height={60} />}
        {value && (
          <OperationButtons
            entityRef={entityRef}
            operations={value}
            paused={paused}
            onOpened={reload}
          />
        )}
        {shown?.length === 0 && (
          <Text color="secondary">{t('operations.none')}</Text>
        )}
        {shown && shown.length > 0 && (
          <ol className={styles.list} aria-label={t('operations.history')}>
            {shown.map(operation => (
              <OperationItem
                key={operation.id}
                operation={operation}
                onChange={reload}
              />
            ))}
          </ol>
        )}
      </div>
    </EntityInfoCard>
  );
}

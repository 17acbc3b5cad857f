import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Button, Skeleton, Text } from '@backstage/ui';
import { siemForwarderApiRef } from '../api';
import { errorKind, useReloading } from '../live';
import { siemForwarderTranslationRef } from '../translation';
import { FlowChart } from './FlowChart';
import styles from './FlowCard.module.css';

/**
 * What went into the event hub and what was read from it, in the last day.
 *
 * @remarks
 * `checkedAt` of the forwarder says when there is something new to load.
 */
export function FlowCard(props: { entityRef: string; checkedAt?: string }) {
  const { entityRef, checkedAt } = props;
  const api = useApi(siemForwarderApiRef);
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const { value, error, loading, reload } = useReloading(
    signal => api.listSamples(entityRef, { signal }),
    { key: `${entityRef}|${checkedAt ?? ''}`, keepsValue: true },
  );

  // The card above says already why nothing may be shown.
  if (error && errorKind(error) !== 'other') {
    return null;
  }
  return (
    <EntityInfoCard title={t('flow.title')}>
      {error && !value && (
        <div className={styles.failed}>
          <Text as="p" variant="body-small" color="secondary">
            {t('flow.failed', { message: error.message })}
          </Text>
          <Button
            variant="secondary"
            size="small"
            isPending={loading}
            onPress={reload}
          >
            {t('card.retry')}
          </Button>
        </div>
      )}
      {!value && !error && <Skeleton width="100%" height={160} />}
      {value && <FlowChart samples={value} />}
    </EntityInfoCard>
  );
}

import { ResponseErrorPanel } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Skeleton, Text, VisuallyHidden } from '@backstage/ui';
import { Health } from 'backstage-plugin-siem-forwarder-common';
import { siemForwarderApiRef } from '../api';
import { useReloading } from '../live';
import { HealthBadge } from '../status';
import { RelativeTime } from '../time';
import { siemForwarderTranslationRef } from '../translation';
import { CauseLine } from './CauseLine';
import styles from './HistoryCard.module.css';

/** Enough for a look back; the audit page shows all. */
const SHOWN_TRANSITIONS = 20;

/**
 * Changes of health, newest first.
 *
 * @remarks
 * `health` and `since` of the forwarder say when there is something new to load.
 */
export function HistoryCard(props: {
  entityRef: string;
  health: Health;
  since: string;
}) {
  const { entityRef, health, since } = props;
  const api = useApi(siemForwarderApiRef);
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const { value, error } = useReloading(
    signal =>
      api.listTransitions(entityRef, { signal, limit: SHOWN_TRANSITIONS }),
    { key: `${entityRef}|${health}|${since}`, keepsValue: true },
  );

  return (
    <EntityInfoCard title={t('details.history')}>
      {error && <ResponseErrorPanel error={error} />}
      {!value && !error && <Skeleton width="100%" height={60} />}
      {value?.length === 0 && (
        <Text color="secondary">{t('details.noHistory')}</Text>
      )}
      {value && value.length > 0 && (
        <ol className={styles.list} aria-label={t('details.historyText')}>
          {value.map(transition => (
            <li key={transition.id}>
              <div className={styles.head}>
                <span aria-hidden="true">
                  <HealthBadge health={transition.to} />
                </span>
                <VisuallyHidden>
                  {t('details.transition', {
                    from: transition.from
                      ? t(`health.${transition.from}`)
                      : t('card.notChecked'),
                    to: t(`health.${transition.to}`),
                  })}
                </VisuallyHidden>
                <RelativeTime at={transition.at} className={styles.when} />
              </div>
              <p className={styles.reason}>{transition.reason}</p>
              {transition.cause && <CauseLine cause={transition.cause} />}
            </li>
          ))}
        </ol>
      )}
    </EntityInfoCard>
  );
}

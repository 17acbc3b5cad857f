import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Skeleton } from '@backstage/ui';
import { FleetSummary } from 'backstage-plugin-siem-forwarder-common';
import { siemForwarderTranslationRef } from '../translation';
import { CoverageTile } from './CoverageTile';
import styles from './HealthTiles.module.css';

/** What else counts of the whole fleet: who loses rows now, and which workspaces have no forwarder. */
export function FleetFigures(props: {
  /** Absent until it is there, or when it cannot be had. */
  summary?: FleetSummary;
  failed: boolean;
  losing: boolean;
  onLosing: (losing: boolean) => void;
}) {
  const { summary, failed, losing, onLosing } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  if (failed && !summary) {
    return null;
  }
  const count = summary?.losing;
  return (
    <div className={styles.group} role="group" aria-label={t('fleet.figures')}>
      <button
        type="button"
        className={styles.tile}
        aria-pressed={losing}
        aria-label={
          count === undefined
            ? t('fleet.losing')
            : t('fleet.tile', {
                number: String(count),
                word: t('fleet.losing'),
              })
        }
        title={t('fleet.losingMeaning')}
        data-empty={count === 0 || undefined}
        data-alert={(count ?? 0) > 0 || undefined}
        onClick={() => onLosing(!losing)}
      >
        <span className={styles.label}>{t('fleet.losing')}</span>
        <span className={styles.count}>
          {count ?? <Skeleton width={32} height={28} />}
        </span>
      </button>
      <CoverageTile coverage={summary?.coverage} />
    </div>
  );
}

import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Skeleton } from '@backstage/ui';
import { FleetCoverage } from 'backstage-plugin-siem-forwarder-common';
import { useState } from 'react';
import { siemForwarderTranslationRef } from '../translation';
import { CoverageDialog } from './CoverageDialog';
import styles from './HealthTiles.module.css';

/** The share of workspaces that have a forwarder; opens the list of those without one. */
export function CoverageTile({ coverage }: { coverage?: FleetCoverage }) {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const [open, setOpen] = useState(false);
  const share = coverage && shareOf(coverage);
  return (
    <>
      <button
        type="button"
        className={styles.tile}
        aria-haspopup="dialog"
        aria-label={
          share === undefined
            ? t('fleet.coverage')
            : t('fleet.tile', { number: share, word: t('fleet.coverage') })
        }
        title={t('fleet.coverageMeaning')}
        data-empty={coverage?.workspaces === 0 || undefined}
        disabled={!coverage}
        onClick={() => setOpen(true)}
      >
        <span className={styles.label}>{t('fleet.coverage')}</span>
        <span className={styles.count}>
          {share ?? <Skeleton width={56} height={28} />}
        </span>
      </button>
      {coverage && (
        <CoverageDialog coverage={coverage} open={open} onOpen={setOpen} />
      )}
    </>
  );
}

/** Rounded down, so that 100 % is said only when it is true. */
function shareOf({ workspaces, uncovered }: FleetCoverage): string {
  return workspaces === 0
    ? '–'
    : `${Math.floor((100 * (workspaces - uncovered.length)) / workspaces)} %`;
}

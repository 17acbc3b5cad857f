import { Skeleton } from '@backstage/ui';
import { stages } from 'backstage-plugin-siem-forwarder-common';
import styles from './OverviewSkeleton.module.css';

/** The card's shape while the forwarder is loaded for the first time. */
export function OverviewSkeleton() {
  return (
    <div className={styles.skeleton} role="status" aria-busy="true">
      <Skeleton width="70%" height={22} />
      <Skeleton width="45%" height={14} />
      <div className={styles.stages}>
        {stages.map(stage => (
          <div key={stage} className={styles.stage}>
            <Skeleton width={28} height={28} rounded />
            <Skeleton width="80%" height={12} />
          </div>
        ))}
      </div>
      <Skeleton width="100%" height={20} />
    </div>
  );
}

import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Skeleton } from '@backstage/ui';
import { Health, healths } from 'backstage-plugin-siem-forwarder-common';
import { healthPresentation, Pill } from '../status';
import { siemForwarderTranslationRef } from '../translation';
import styles from './HealthTiles.module.css';

/** How many forwarders are how well; each count is a filter. */
export function HealthTiles(props: {
  counts?: Record<Health, number>;
  chosen: Health[];
  onChange: (chosen: Health[]) => void;
}) {
  const { counts, chosen, onChange } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);

  return (
    <div className={styles.group} role="group" aria-label={t('fleet.tiles')}>
      {healths.map(health => {
        const { icon, tone } = healthPresentation[health];
        const pressed = chosen.includes(health);
        const word = t(`health.${health}`);
        return (
          <button
            key={health}
            type="button"
            className={styles.tile}
            aria-pressed={pressed}
            aria-label={
              counts
                ? t('fleet.tile', { number: String(counts[health]), word })
                : word
            }
            title={t(`healthMeaning.${health}`)}
            data-empty={counts?.[health] === 0 || undefined}
            onClick={() =>
              onChange(
                pressed
                  ? chosen.filter(other => other !== health)
                  : [...chosen, health],
              )
            }
          >
            <Pill icon={icon} tone={tone}>
              {word}
            </Pill>
            <span className={styles.count}>
              {counts ? counts[health] : <Skeleton width={32} height={28} />}
            </span>
          </button>
        );
      })}
    </div>
  );
}

import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { RiPauseLine } from '@remixicon/react';
import { Health } from 'backstage-plugin-siem-forwarder-common';
import { formatElapsed } from '../time/formatElapsed';
import { useNow } from '../time/useNow';
import { siemForwarderTranslationRef } from '../translation';
import { healthPresentation } from './healthPresentation';
import { Pill } from './Pill';

/**
 * The health of a forwarder in a word.
 *
 * @remarks
 * With `since`, trouble says how long it has lasted: 'Failing · 1 h 12 min'.
 * `paused` lies over the health, which stands beside it.
 */
export function HealthBadge(props: {
  health: Health;
  paused?: boolean;
  since?: string;
}) {
  const { health, paused, since } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const now = useNow();
  const { icon, tone } = healthPresentation[health];
  const troubled = health === 'failing' || health === 'degraded';
  const elapsed = troubled && since ? formatElapsed(since, now) : undefined;

  return (
    <>
      {paused && (
        <Pill icon={RiPauseLine} tone="neutral">
          {t('health.paused')}
        </Pill>
      )}
      <Pill icon={icon} tone={tone}>
        {t(`health.${health}`)}
        {elapsed && ` · ${elapsed}`}
      </Pill>
    </>
  );
}

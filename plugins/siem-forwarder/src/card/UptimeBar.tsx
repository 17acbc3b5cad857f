import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { VisuallyHidden } from '@backstage/ui';
import { Uptime, UptimeSlot } from 'backstage-plugin-siem-forwarder-common';
import { DateTime } from 'luxon';
import { healthPresentation } from '../status';
import tones from '../status/tone.module.css';
import { siemForwarderTranslationRef } from '../translation';
import { formatShare } from './formatShare';
import styles from './UptimeBar.module.css';

/** The worst health of each hour, oldest first, and the share of time in which forwarding worked. */
export function UptimeBar(props: { uptime: Uptime }) {
  const { ratio, known, hours, slots } = props.uptime;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  // A share of minutes says nothing, whichever it is.
  const tooShort = ratio !== undefined && known * hours < 1;

  const words = (slot: UptimeSlot): string => {
    const from = DateTime.fromISO(slot.from);
    const health = slot.health
      ? t(`health.${slot.health}`)
      : t('uptime.noData');
    return t('uptime.slot', {
      from: from.toLocaleString(DateTime.TIME_SIMPLE),
      to: from
        .plus({ minutes: slot.minutes })
        .toLocaleString(DateTime.TIME_SIMPLE),
      word: slot.paused ? `${health}, ${t('health.paused')}` : health,
    });
  };

  return (
    <div>
      <ol
        className={styles.slots}
        aria-label={t('uptime.summary', { hours: String(hours) })}
      >
        {slots.map(slot => {
          const unknown = !slot.health || slot.health === 'unknown';
          const text = words(slot);
          return (
            <li
              key={slot.from}
              title={text}
              className={`${tones.tone} ${styles.slot}`}
              data-tone={
                slot.health ? healthPresentation[slot.health].tone : 'neutral'
              }
              data-unknown={unknown || slot.paused || undefined}
            >
              <VisuallyHidden>{text}</VisuallyHidden>
            </li>
          );
        })}
      </ol>
      <div className={styles.legend}>
        <span aria-hidden="true">
          {t('uptime.ago', { hours: String(hours) })}
        </span>
        <span>
          {ratio === undefined && t('uptime.nothingKnown')}
          {tooShort && t('uptime.tooShort')}
          {ratio !== undefined &&
            !tooShort &&
            t('uptime.ratio', { ratio: formatShare(ratio) })}
          {ratio !== undefined && !tooShort && known < 1 && (
            <>
              {' · '}
              {t('uptime.known', { known: formatShare(known) })}
            </>
          )}
        </span>
        <span aria-hidden="true">{t('uptime.now')}</span>
      </div>
    </div>
  );
}

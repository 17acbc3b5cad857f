import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Loss } from 'backstage-plugin-siem-forwarder-common';
import tones from '../status/tone.module.css';
import { RelativeTime, useNow } from '../time';
import { siemForwarderTranslationRef } from '../translation';
import { lossShare } from './lossShare';
import styles from './LossWindowBar.module.css';

/** A fifth of the window is left: as the backend judges. */
const NEAR = 0.8;

/** How much time is left before waiting rows are discarded; nothing for another loss. */
export function LossWindowBar(props: { loss: Loss }) {
  const { loss } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const now = useNow();
  const share = lossShare(loss, now);
  if (share === undefined || !loss.deadline) {
    return null;
  }
  const percent = Math.floor(share * 100);
  const passed = t('loss.passed', { percent: `${percent} %` });
  return (
    <div
      className={`${tones.tone} ${styles.window}`}
      data-tone={share >= NEAR ? 'negative' : 'warning'}
    >
      <p className={styles.words}>
        <strong>
          {share < 1
            ? t('loss.forecast', { time: <RelativeTime at={loss.deadline} /> })
            : t('loss.overdue')}
        </strong>
        {loss.estimated && (
          <span className={styles.estimate} title={loss.basis}>
            {t('loss.estimate')}
          </span>
        )}
      </p>
      <div
        role="meter"
        aria-label={passed}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className={styles.bar}
      >
        <div className={styles.passed} style={{ width: `${percent}%` }} />
      </div>
    </div>
  );
}

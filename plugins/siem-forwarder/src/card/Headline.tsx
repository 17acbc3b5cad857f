import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { ForwarderHealth } from 'backstage-plugin-siem-forwarder-common';
import { RelativeTime } from '../time';
import { siemForwarderTranslationRef } from '../translation';
import { saysLastEvent } from './saysLastEvent';
import styles from './Headline.module.css';

/**
 * What is the case, in one sentence, and a second one that explains it.
 *
 * @remarks
 * The backend's sentence holds no relative time, which would grow old; the
 * time of the last row is put in here and kept up to date.
 */
export function Headline(props: { forwarder: ForwarderHealth }) {
  const { forwarder } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const { detail, lastEventAt } = forwarder;

  if (!forwarder.checkedAt) {
    return (
      <div>
        <p className={styles.headline}>{t('card.notChecked')}</p>
        <p className={styles.detail}>{t('card.notCheckedText')}</p>
      </div>
    );
  }

  const sentence = forwarder.headline.replace(/\.$/, '');
  return (
    <div aria-live="polite">
      <p className={styles.headline}>
        {saysLastEvent(forwarder) && lastEventAt
          ? t(
              sentence.includes(':')
                ? 'card.lastOneAfterColon'
                : 'card.lastOne',
              {
                headline: sentence,
                time: <RelativeTime at={lastEventAt} />,
              },
            )
          : `${sentence}.`}
      </p>
      {detail && <p className={styles.detail}>{detail}</p>}
    </div>
  );
}

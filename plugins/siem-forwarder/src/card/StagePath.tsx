import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { VisuallyHidden } from '@backstage/ui';
import { StageHealth } from 'backstage-plugin-siem-forwarder-common';
import { checkStatusPresentation } from '../status';
import tones from '../status/tone.module.css';
import { siemForwarderTranslationRef } from '../translation';
import styles from './StagePath.module.css';

/**
 * The five stages as the way that an incident goes. After the first failing
 * stage the way is broken, and stages whose trouble only follows from it are
 * dimmed.
 */
export function StagePath(props: { stages: StageHealth[] }) {
  const { stages } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const firstFailing = stages.findIndex(
    ({ status, consequence }) => status === 'failing' && !consequence,
  );

  return (
    <ol className={styles.path} aria-label={t('card.path')}>
      {stages.map((stage, index) => {
        const { icon: Icon, tone } = checkStatusPresentation[stage.status];
        const broken = firstFailing >= 0 && index > firstFailing;
        return (
          <li
            key={stage.stage}
            className={`${tones.tone} ${styles.stage}`}
            data-tone={tone}
            data-broken={broken || undefined}
            data-first-failing={index === firstFailing || undefined}
            data-consequence={stage.consequence || undefined}
          >
            <span className={styles.dot}>
              <Icon aria-hidden="true" />
            </span>
            <span className={styles.title}>{stage.title}</span>
            <span className={styles.detail}>
              <VisuallyHidden>
                {t(`checkStatus.${stage.status}`)}
                {stage.consequence && `, ${t('card.consequence')}`}
                {': '}
              </VisuallyHidden>
              {stage.detail}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

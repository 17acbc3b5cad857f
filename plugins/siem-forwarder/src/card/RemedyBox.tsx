import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { ButtonLink } from '@backstage/ui';
import { RiExternalLinkLine } from '@remixicon/react';
import { Health, Remedy } from 'backstage-plugin-siem-forwarder-common';
import { healthPresentation, RemedyText } from '../status';
import tones from '../status/tone.module.css';
import { siemForwarderTranslationRef } from '../translation';
import styles from './RemedyBox.module.css';

/** The one thing to do now, and where. */
export function RemedyBox(props: { remedy: Remedy; health: Health }) {
  const { remedy, health } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  return (
    <section
      className={`${tones.tone} ${styles.box}`}
      data-tone={healthPresentation[health].tone}
      aria-label={remedy.title}
    >
      <div className={styles.words}>
        <p className={styles.title}>{remedy.title}</p>
        <p className={styles.text}>
          <RemedyText remedy={remedy} />
        </p>
      </div>
      {remedy.url && (
        <ButtonLink
          href={remedy.url}
          aria-label={t('card.openRemedyOf', { title: remedy.title })}
          target="_blank"
          rel="noopener noreferrer"
          size="small"
          variant={health === 'failing' ? 'primary' : 'secondary'}
          iconEnd={<RiExternalLinkLine />}
        >
          {t('card.openRemedy')}
        </ButtonLink>
      )}
    </section>
  );
}

import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { CheckStatus } from 'backstage-plugin-siem-forwarder-common';
import { siemForwarderTranslationRef } from '../translation';
import { checkStatusPresentation } from './checkStatusPresentation';
import styles from './StatusIcon.module.css';
import tones from './tone.module.css';

/** A check's answer as a round icon whose word is read aloud and shown on hover. */
export function StatusIcon(props: { status: CheckStatus }) {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const { icon: Icon, tone } = checkStatusPresentation[props.status];
  const word = t(`checkStatus.${props.status}`);
  return (
    <span
      role="img"
      aria-label={word}
      title={word}
      className={`${tones.tone} ${styles.icon}`}
      data-tone={tone}
    >
      <Icon aria-hidden="true" />
    </span>
  );
}

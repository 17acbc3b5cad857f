import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { ForwarderHealth } from 'backstage-plugin-siem-forwarder-common';
import { RelativeTime, useNow } from '../time';
import { siemForwarderTranslationRef } from '../translation';
import { saysLastEvent } from './saysLastEvent';
import styles from './ForwarderOverview.module.css';

/** The times that the headline does not tell: last row in the SIEM, last proof, end of the secret. */
export function ForwarderFacts(props: { forwarder: ForwarderHealth }) {
  const { forwarder } = props;
  const { lastEventAt, proof, secretExpiresAt, siem } = forwarder;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const now = useNow();
  const secretEnded =
    secretExpiresAt && new Date(secretExpiresAt).getTime() <= now.getTime();

  const facts = [
    lastEventAt && !saysLastEvent(forwarder) && (
      <li key="last">
        {siem
          ? t('card.lastInSiem', {
              siem: siem.title,
              time: <RelativeTime at={lastEventAt} />,
            })
          : t('card.lastInUnnamedSiem', {
              time: <RelativeTime at={lastEventAt} />,
            })}
      </li>
    ),
    proof && proof.at !== lastEventAt && (
      <li key="proof">
        {t('card.proven', { time: <RelativeTime at={proof.at} /> })}
      </li>
    ),
    secretExpiresAt && (
      <li key="secret">
        {t(secretEnded ? 'card.secretEnded' : 'card.secretEnds', {
          time: <RelativeTime at={secretExpiresAt} />,
        })}
      </li>
    ),
  ].filter(Boolean);

  return facts.length > 0 ? <ul className={styles.facts}>{facts}</ul> : null;
}

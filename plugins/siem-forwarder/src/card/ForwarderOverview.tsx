import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Alert } from '@backstage/ui';
import { ForwarderHealth } from 'backstage-plugin-siem-forwarder-common';
import { siemForwarderTranslationRef } from '../translation';
import { ForwarderFacts } from './ForwarderFacts';
import { Headline } from './Headline';
import { LossWindowBar } from './LossWindowBar';
import { isOutOfScope } from './isOutOfScope';
import { RemedyBox } from './RemedyBox';
import { StagePath } from './StagePath';
import { UptimeBar } from './UptimeBar';
import styles from './ForwarderOverview.module.css';

/** A forwarder at a glance: sentence, notices, path, remedy, uptime, facts. */
export function ForwarderOverview(props: { forwarder: ForwarderHealth }) {
  const { forwarder } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const outOfScope = isOutOfScope(forwarder);

  return (
    <div className={styles.overview}>
      <Headline forwarder={forwarder} />
      {forwarder.paused !== undefined && (
        <Alert
          status="info"
          icon
          title={t('card.paused', { reason: forwarder.paused })}
          description={t('card.pausedText')}
        />
      )}
      {outOfScope && (
        <Alert
          status="warning"
          icon
          title={t('card.outOfScope')}
          description={t('card.outOfScopeText')}
        />
      )}
      {forwarder.loss?.kind === 'window' && (
        <LossWindowBar loss={forwarder.loss} />
      )}
      {forwarder.stages.length > 0 && <StagePath stages={forwarder.stages} />}
      {forwarder.remedy && !outOfScope && (
        <RemedyBox remedy={forwarder.remedy} health={forwarder.health} />
      )}
      {forwarder.uptime.slots.length > 0 && (
        <UptimeBar uptime={forwarder.uptime} />
      )}
      <ForwarderFacts forwarder={forwarder} />
    </div>
  );
}

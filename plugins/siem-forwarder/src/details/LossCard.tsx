import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import {
  RiAlertFill,
  RiHistoryLine,
  RiHourglassLine,
  RiQuestionLine,
} from '@remixicon/react';
import { Loss } from 'backstage-plugin-siem-forwarder-common';
import { Pill } from '../status';
import { RelativeTime } from '../time';
import { siemForwarderTranslationRef } from '../translation';
import { LossItems } from './LossItems';
import styles from './LossCard.module.css';
import wrapping from '../card/wrappingCard.module.css';

/** What is lost or will be: since when, how much, what the statement rests on, and the rows. */
export function LossCard({ loss }: { loss: Loss }) {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const facts: [string, React.ReactNode][] = [
    [t('loss.since'), <RelativeTime at={loss.since} />],
    ...(loss.endedAt
      ? [
          [t('loss.until'), <RelativeTime at={loss.endedAt} />] as [
            string,
            React.ReactNode,
          ],
        ]
      : []),
    [
      loss.kind === 'window' ? t('loss.waiting') : t('loss.rows'),
      loss.count === undefined
        ? t('loss.notCounted')
        : loss.count.toLocaleString(),
    ],
    ...(loss.deadline
      ? [
          [t('loss.discarded'), <RelativeTime at={loss.deadline} />] as [
            string,
            React.ReactNode,
          ],
        ]
      : []),
  ];

  return (
    <EntityInfoCard
      className={wrapping.card}
      title={t('loss.title')}
      headerActions={
        <div className={styles.pills}>
          <LossPill loss={loss} />
          {loss.estimated && (
            <Pill icon={RiQuestionLine} tone="neutral">
              {t('loss.estimate')}
            </Pill>
          )}
        </div>
      }
    >
      <dl className={styles.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.basis}>{loss.basis}</p>
      {loss.items && loss.items.length > 0 && <LossItems items={loss.items} />}
    </EntityInfoCard>
  );
}

function LossPill({ loss }: { loss: Loss }) {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  if (loss.endedAt) {
    return (
      <Pill icon={RiHistoryLine} tone="neutral">
        {t('loss.over')}
      </Pill>
    );
  }
  return loss.kind === 'losing' ? (
    <Pill icon={RiAlertFill} tone="negative">
      {t('loss.losing')}
    </Pill>
  ) : (
    <Pill icon={RiHourglassLine} tone="warning">
      {t('loss.window')}
    </Pill>
  );
}

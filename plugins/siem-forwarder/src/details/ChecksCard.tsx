import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import {
  checkStatuses,
  Finding,
  stages,
} from 'backstage-plugin-siem-forwarder-common';
import { checkStatusPresentation, Pill } from '../status';
import { siemForwarderTranslationRef } from '../translation';
import { FindingRow } from './FindingRow';
import styles from './ChecksCard.module.css';
import wrapping from '../card/wrappingCard.module.css';

/** Every check, in the order in which an incident passes the stages. */
export function ChecksCard(props: { findings: Finding[] }) {
  const { findings } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const titles = new Map(
    findings.map(({ checkId, title }) => [checkId, title]),
  );

  return (
    <EntityInfoCard
      className={wrapping.card}
      title={t('details.checks')}
      headerActions={
        <div className={styles.counts}>
          {checkStatuses.map(status => {
            const count = findings.filter(f => f.status === status).length;
            const { icon, tone } = checkStatusPresentation[status];
            return count > 0 ? (
              <Pill key={status} icon={icon} tone={tone}>
                {`${count} ${t(`checkStatus.${status}`)}`}
              </Pill>
            ) : null;
          })}
        </div>
      }
    >
      {findings.length === 0 && (
        <Text color="secondary">{t('details.noChecks')}</Text>
      )}
      {stages.map(stage => {
        const ofStage = findings.filter(finding => finding.stage === stage);
        return ofStage.length > 0 ? (
          <section key={stage} className={styles.stage}>
            <h4 className={styles.stageTitle}>{t(`stage.${stage}`)}</h4>
            <ul className={styles.findings}>
              {ofStage.map(finding => (
                <FindingRow
                  key={finding.checkId}
                  finding={finding}
                  causeTitle={
                    finding.consequenceOf && titles.get(finding.consequenceOf)
                  }
                />
              ))}
            </ul>
          </section>
        ) : null;
      })}
    </EntityInfoCard>
  );
}

import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { PlannedChange } from 'backstage-plugin-siem-forwarder-common';
import { Pill } from '../../status';
import { siemForwarderTranslationRef } from '../../translation';
import { changePresentation } from './changePresentation';
import styles from './PlanField.module.css';

/** What a run would do, resource by resource. */
export function PlanChanges(props: { changes: PlannedChange[] }) {
  const { changes } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  return (
    <section>
      <h4 className={styles.sectionTitle}>{t('fields.plan.changes')}</h4>
      {changes.length === 0 && (
        <p className={styles.description}>{t('fields.plan.noChanges')}</p>
      )}
      <ul className={styles.list}>
        {changes.map(({ step, action, resource, difference }) => {
          const { icon, tone } = changePresentation[action];
          return (
            <li key={`${step}|${resource}`} className={styles.change}>
              <Pill icon={icon} tone={tone}>
                {t(`fields.plan.actions.${action}`)}
              </Pill>
              <span>
                {resource}
                {difference && (
                  <span className={styles.secondary}> ({difference})</span>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

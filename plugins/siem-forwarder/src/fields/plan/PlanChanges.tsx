import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  Difference,
  PlannedChange,
} from 'backstage-plugin-siem-forwarder-common';
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
        {changes.map(({ step, action, resource, difference, differences }) => {
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
                {differences && <Differences differences={differences} />}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What is there beside what was asked for. */
function Differences(props: { differences: Difference[] }) {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  return (
    <table className={styles.differences}>
      <thead>
        <tr>
          <th scope="col">{t('fields.plan.property')}</th>
          <th scope="col">{t('fields.plan.found')}</th>
          <th scope="col">{t('fields.plan.wanted')}</th>
        </tr>
      </thead>
      <tbody>
        {props.differences.map(({ property, found, wanted }) => (
          <tr key={property}>
            <th scope="row">{property}</th>
            <td>{found}</td>
            <td>{wanted}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

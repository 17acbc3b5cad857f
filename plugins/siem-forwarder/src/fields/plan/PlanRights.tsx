import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { MissingRight } from 'backstage-plugin-siem-forwarder-common';
import { siemForwarderTranslationRef } from '../../translation';
import styles from './PlanField.module.css';

/** Which role to grant to which identity of the portal, and where. */
export function PlanRights(props: { rights: MissingRight[] }) {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  if (props.rights.length === 0) {
    return null;
  }
  return (
    <section>
      <h4 className={styles.sectionTitle}>{t('fields.plan.rights')}</h4>
      <ul className={styles.list}>
        {props.rights.map(({ identity, role, scope, rights }) => (
          <li key={`${identity}|${role}|${scope}`} className={styles.problem}>
            {t('fields.plan.grant', {
              role: <strong>{role}</strong>,
              identity,
            })}
            <div className={styles.field}>{scope}</div>
            <div className={styles.secondary}>{rights.join(', ')}</div>
          </li>
        ))}
      </ul>
    </section>
  );
}

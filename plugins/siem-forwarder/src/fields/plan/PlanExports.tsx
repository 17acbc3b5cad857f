import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { ExportPreview } from 'backstage-plugin-siem-forwarder-common';
import { siemForwarderTranslationRef } from '../../translation';
import styles from './PlanField.module.css';

/** What reaches the SIEM, by the last 30 days: '412 incidents in 30 days, 9 of them from Defender for IoT'. */
export function PlanExports(props: { exports: ExportPreview[] }) {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const nouns: Record<string, string> = {
    SecurityIncident: t('fields.plan.tables.SecurityIncident'),
    SecurityAlert: t('fields.plan.tables.SecurityAlert'),
  };

  const sentence = ({ table, rows, iotRows }: ExportPreview): string => {
    if (rows === undefined) {
      return `${table}: ${t('fields.plan.exportUnknown')}`;
    }
    const count = t('fields.plan.exportCount', {
      rows: `${rows.toLocaleString()} ${nouns[table] ?? table}`,
    });
    return iotRows === undefined
      ? count
      : `${count}, ${t('fields.plan.exportIot', {
          iotRows: iotRows.toLocaleString(),
        })}`;
  };

  if (props.exports.length === 0) {
    return null;
  }
  const foreign = props.exports.some(
    ({ rows, iotRows }) =>
      rows !== undefined && iotRows !== undefined && rows > iotRows,
  );
  return (
    <section>
      <h4 className={styles.sectionTitle}>{t('fields.plan.exports')}</h4>
      <ul className={styles.list}>
        {props.exports.map(preview => (
          <li key={preview.table}>{sentence(preview)}</li>
        ))}
      </ul>
      {foreign && (
        <p className={styles.description}>{t('fields.plan.wholeTable')}</p>
      )}
    </section>
  );
}

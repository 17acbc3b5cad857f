import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { WorkspaceOption } from 'backstage-plugin-siem-forwarder-common';
import { siemForwarderTranslationRef } from '../../translation';
import { MOST_ACTIVE_EXPORT_RULES } from './workspaceObstacle';
import styles from './WorkspaceFacts.module.css';

/** What helps to choose a workspace: where it is, whether IoT alerts arrive in it, what it produces. */
export function WorkspaceFacts(props: { workspace: WorkspaceOption }) {
  const { workspace } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const { activeExportRules, production } = workspace;

  const facts = [
    { label: t('fields.workspace.region'), value: workspace.region },
    {
      label: t('fields.workspace.connector'),
      value: t(`fields.workspace.iotConnector.${workspace.iotConnector}`),
      attention: workspace.iotConnector === 'disconnected',
    },
    {
      label: t('fields.workspace.incidents'),
      value: t(
        `fields.workspace.incidentCreation.${workspace.incidentCreation}`,
      ),
      attention: workspace.incidentCreation === 'off',
    },
    {
      label: t('fields.workspace.rules'),
      value:
        activeExportRules === undefined
          ? t('fields.workspace.unknown')
          : t('fields.workspace.rulesOf', {
              used: String(activeExportRules),
              most: String(MOST_ACTIVE_EXPORT_RULES),
            }),
    },
    {
      label: t('fields.workspace.production'),
      value: produces(production, t('fields.workspace.productionUnknown')),
    },
  ];

  function produces(
    tables: WorkspaceOption['production'],
    unknown: string,
  ): string {
    if (!tables) {
      return unknown;
    }
    const filled = tables.filter(({ rows }) => rows > 0);
    return filled.length === 0
      ? t('fields.workspace.noProduction')
      : filled
          .map(({ table, rows, iotRows }) =>
            t('fields.workspace.productionOf', {
              table,
              rows: rows.toLocaleString(),
              iotRows: iotRows.toLocaleString(),
            }),
          )
          .join('; ');
  }

  return (
    <dl className={styles.facts}>
      {facts.map(({ label, value, attention }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd data-attention={attention || undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

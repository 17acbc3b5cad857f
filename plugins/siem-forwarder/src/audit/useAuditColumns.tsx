import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Cell, ColumnConfig, useBreakpoint } from '@backstage/ui';
import { AuditEntry } from 'backstage-plugin-siem-forwarder-common';
import { useMemo } from 'react';
import { formatAbsolute, RelativeTime } from '../time';
import { siemForwarderTranslationRef } from '../translation';
import { AuditResources } from './AuditResources';
import { AuditWhat } from './AuditWhat';
import { AuditWho } from './AuditWho';
import styles from './AuditTable.module.css';

/** The columns that fit; on a narrow screen a line is one cell beside its time. */
export function useAuditColumns(): ColumnConfig<AuditEntry>[] {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const { down } = useBreakpoint();
  const narrow = down('md');
  const medium = down('lg');

  return useMemo(
    () => [
      {
        id: 'when',
        label: t('audit.columns.when'),
        width: narrow ? 110 : 232,
        cell: entry => (
          <Cell>
            <div className={styles.cell}>
              {!narrow && <span>{formatAbsolute(entry.at)}</span>}
              <RelativeTime at={entry.at} className={styles.quiet} />
            </div>
          </Cell>
        ),
      },
      {
        id: 'forwarder',
        label: t('audit.columns.forwarder'),
        isRowHeader: true,
        isHidden: narrow,
        width: '1fr',
        minWidth: 140,
        cell: entry => (
          <Cell>
            <Forwarder entry={entry} />
          </Cell>
        ),
      },
      {
        id: 'what',
        label: t('audit.columns.what'),
        isRowHeader: narrow,
        width: '2fr',
        minWidth: 180,
        cell: entry => (
          <Cell>
            <div className={styles.cell}>
              {narrow && <Forwarder entry={entry} />}
              <AuditWhat entry={entry} />
              {narrow && <AuditWho entry={entry} />}
              {medium && <AuditResources entry={entry} />}
            </div>
          </Cell>
        ),
      },
      {
        id: 'who',
        label: t('audit.columns.who'),
        isHidden: narrow,
        width: '1.2fr',
        minWidth: 160,
        cell: entry => (
          <Cell>
            <AuditWho entry={entry} />
          </Cell>
        ),
      },
      {
        id: 'resources',
        label: t('audit.columns.resources'),
        isHidden: medium,
        width: '1.4fr',
        minWidth: 180,
        cell: entry => (
          <Cell>
            <AuditResources entry={entry} />
          </Cell>
        ),
      },
    ],
    [t, narrow, medium],
  );
}

function Forwarder({ entry }: { entry: AuditEntry }) {
  return (
    <div className={styles.cell}>
      <span className={styles.name}>
        <EntityRefLink entityRef={entry.entityRef} title={entry.title} />
      </span>
      {entry.owner && (
        <span className={styles.quiet}>
          <EntityRefLink entityRef={entry.owner} defaultKind="group" />
        </span>
      )}
    </div>
  );
}

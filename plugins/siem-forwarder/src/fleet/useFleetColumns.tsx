import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Cell, CellText, ColumnConfig, useBreakpoint } from '@backstage/ui';
import { ForwarderSummary } from 'backstage-plugin-siem-forwarder-common';
import { useMemo } from 'react';
import { HealthBadge } from '../status';
import { RelativeTime } from '../time';
import { siemForwarderTranslationRef } from '../translation';
import styles from './FleetTable.module.css';

type Row = ForwarderSummary & { id: string };

/** The columns that fit; on a narrow screen the reason moves under the name. */
export function useFleetColumns(): ColumnConfig<Row>[] {
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const { down } = useBreakpoint();
  const narrow = down('md');
  const medium = down('lg');
  const wide = !down('xl');

  return useMemo(
    () => [
      {
        id: 'health',
        label: t('fleet.columns.health'),
        width: narrow ? 120 : 130,
        cell: item => (
          <Cell>
            <div className={styles.badges}>
              <HealthBadge
                health={item.health}
                paused={item.paused !== undefined}
              />
            </div>
          </Cell>
        ),
      },
      {
        id: 'forwarder',
        label: t('fleet.columns.forwarder'),
        isRowHeader: true,
        minWidth: 150,
        cell: item => (
          <Cell>
            <div className={styles.forwarder}>
              <EntityRefLink entityRef={item.entityRef} title={item.title} />
            </div>
            {narrow && <div className={styles.below}>{item.headline}</div>}
          </Cell>
        ),
      },
      {
        id: 'why',
        label: t('fleet.columns.why'),
        isHidden: narrow,
        minWidth: 220,
        width: '2fr',
        cell: item => (
          <Cell>
            <div className={styles.why}>{item.headline}</div>
          </Cell>
        ),
      },
      {
        id: 'since',
        label: t('fleet.columns.since'),
        isHidden: medium,
        width: 130,
        cell: item => time(item.since),
      },
      {
        id: 'lastEvent',
        label: t('fleet.columns.lastEvent'),
        isHidden: narrow,
        width: 130,
        cell: item => time(item.lastEventAt, t('fleet.never')),
      },
      {
        id: 'siem',
        label: t('fleet.columns.siem'),
        isHidden: medium,
        width: 120,
        cell: item => <CellText title={item.siem?.title ?? ''} />,
      },
      {
        id: 'owner',
        label: t('fleet.columns.owner'),
        isHidden: narrow,
        width: 130,
        cell: item => (
          <Cell>
            {item.owner ? (
              <EntityRefLink entityRef={item.owner} defaultKind="group" />
            ) : (
              <span className={styles.quiet}>{t('fleet.unknownOwner')}</span>
            )}
          </Cell>
        ),
      },
      {
        id: 'checked',
        label: t('fleet.columns.checked'),
        isHidden: !wide,
        width: 130,
        cell: item => time(item.checkedAt, t('fleet.notChecked')),
      },
    ],
    [t, narrow, medium, wide],
  );
}

function time(at: string | undefined, otherwise?: string) {
  return (
    <Cell>
      {at ? (
        <RelativeTime at={at} />
      ) : (
        <span className={styles.quiet}>{otherwise}</span>
      )}
    </Cell>
  );
}

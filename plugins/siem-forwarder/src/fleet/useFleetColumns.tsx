import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Cell, CellText, ColumnConfig, useBreakpoint } from '@backstage/ui';
import {
  ForwarderSummary,
  ForwarderUptime,
} from 'backstage-plugin-siem-forwarder-common';
import { useMemo } from 'react';
import { Reloading } from '../live';
import { HealthBadge } from '../status';
import { RelativeTime } from '../time';
import { siemForwarderTranslationRef } from '../translation';
import { UptimeCell } from './UptimeCell';
import styles from './FleetTable.module.css';

type Row = ForwarderSummary & { id: string };

/**
 * The columns that fit; on a narrow screen the reason moves under the name.
 * Those that can be sorted by have the id of the order (`ForwarderSort`).
 */
export function useFleetColumns(
  uptimes: Reloading<Map<string, ForwarderUptime>>,
): ColumnConfig<Row>[] {
  const { value: uptimeOf, loading: uptimesLoading } = uptimes;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const { down } = useBreakpoint();
  const narrow = down('md');
  const medium = down('lg');
  const wide = !down('xl');

  return useMemo(
    () => [
      {
        id: 'health',
        isSortable: true,
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
        id: 'title',
        isSortable: true,
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
        isSortable: true,
        label: t('fleet.columns.since'),
        isHidden: medium,
        width: 130,
        cell: item => time(item.since),
      },
      {
        id: 'lastEvent',
        isSortable: true,
        label: t('fleet.columns.lastEvent'),
        isHidden: narrow,
        width: 144,
        cell: item => time(item.lastEventAt, t('fleet.never')),
      },
      {
        id: 'siem',
        isSortable: true,
        label: t('fleet.columns.siem'),
        isHidden: medium,
        width: 120,
        cell: item => <CellText title={item.siem?.title ?? ''} />,
      },
      {
        id: 'owner',
        isSortable: true,
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
        id: 'uptime',
        label: t('fleet.columns.uptime'),
        isHidden: medium,
        width: 96,
        cell: item => (
          <UptimeCell
            uptime={uptimeOf?.get(item.entityRef)}
            loading={uptimesLoading && !uptimeOf}
          />
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
    [t, narrow, medium, wide, uptimeOf, uptimesLoading],
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
